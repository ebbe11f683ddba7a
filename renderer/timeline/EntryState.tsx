import type { OutboxItem } from '../../shared/contract/bridge.ts';
import type { Entry } from '../../shared/domain/entry.ts';
import { connectionState, useConnection } from '../stores/connection.ts';
import { attempt } from '../stores/failures.ts';
import { useNow } from '../stores/now.ts';
import { signedInAgent, useSession } from '../stores/session.ts';
import { notSentWords } from '../text/shell.ts';
import { daySpan, shortMoment } from '../text/time.ts';
import { entryWords } from '../text/timeline.ts';
import { forewordWords } from '../text/customer.ts';
import { Icon } from '../ui/Icon.tsx';
import { useTimeline } from './context.ts';
import foot from './EntryFoot.module.css';
import { retryWords, takeBackWords } from './pending.ts';
import { writeAgain } from './write-again.ts';

/** Words of this desk that the backend has not confirmed by the feed. */
function Pending({ pending }: { readonly pending: OutboxItem }) {
  const { commandId } = pending;
  const connection = useConnection(connectionState);
  const takeBack = (
    <button type="button" className={foot.footLink} onClick={() => void takeBackWords(pending)}>
      {entryWords.takeBack}
    </button>
  );
  if (pending.state === 'queued') {
    return (
      <span className={foot.state}>
        <Icon name="clock" size="sm" />
        {entryWords.queued(connection)} {takeBack}
      </span>
    );
  }
  if (pending.state === 'refused') {
    return (
      <span className={`${foot.state} ${foot.bad}`}>
        <Icon name="warn" size="sm" />
        {entryWords.refused(pending.reason ?? entryWords.noReason)}
        <button type="button" className={foot.footLink} onClick={() => void retryWords(commandId)}>
          {entryWords.retry}
        </button>
        {takeBack}
      </span>
    );
  }
  return (
    <span className={foot.state}>
      <Icon name="check" size="sm" />
      {entryWords.onItsWay(shortMoment(pending.at))}
    </span>
  );
}

/** Of whoever wrote them. */
function Again({ entry }: { readonly entry: Entry }) {
  const { id: entryId, customerId, author } = entry;
  const own = useSession(signedInAgent)?.id;
  if (own === undefined || author.agentId !== own) return null;
  return (
    <button
      type="button"
      className={foot.footLink}
      onClick={() => void attempt(notSentWords.failed.again, () => writeAgain({ customerId, entryId }))}
    >
      {notSentWords.again}
    </button>
  );
}

/** What became of our words, by shape and word. */
export function EntryState({ entry, pending }: { readonly entry: Entry; readonly pending: OutboxItem | null }) {
  const { delivery } = entry;
  if (pending) return <Pending pending={pending} />;
  if (!delivery) return null;
  const when = shortMoment(delivery.at);
  if (delivery.state === 'failed') {
    return (
      <span className={`${foot.state} ${foot.bad}`}>
        <Icon name="warn" size="sm" />
        {entryWords.failed(delivery.reason ?? entryWords.noReason)}
        <Again entry={entry} />
      </span>
    );
  }
  const confirmed = delivery.state === 'confirmed';
  return (
    <span className={foot.state}>
      <Icon name={confirmed ? 'checks' : 'check'} size="sm" />
      {confirmed ? entryWords.confirmed(entry.channel, when) : entryWords.sent(when)}
    </span>
  );
}

/** A promise the foreword found in this entry, where it is late or due. */
export function PromiseState({ entryId }: { readonly entryId: string }) {
  const line = useTimeline().promise(entryId);
  if (!line || line.dueAt === null || line.kept === true) return null;
  return <Standing dueAt={line.dueAt} kept={line.kept} />;
}

/** Apart from the question whether there is a promise, so that only those that are one count the seconds. */
function Standing({ dueAt, kept }: { readonly dueAt: number; readonly kept: false | null }) {
  const now = useNow();
  const late = kept === false || dueAt < now;
  return (
    <span className={`${foot.state} ${late ? foot.bad : foot.due}`}>
      <Icon name={late ? 'warn' : 'clock'} size="sm" />
      {entryWords.promise(shortMoment(dueAt))}
      {kept === false ? `, ${forewordWords.notKeptShort}` : null}
      {kept === null && late ? `, ${forewordWords.lateNow(daySpan(now - dueAt))}` : null}
    </span>
  );
}
