import type { Connection, OutboxItem } from '../../shared/contract/bridge.ts';
import { SIGNED_OUT_HERE } from '../../shared/contract/bridge/session.ts';
import { RefusedHandOvers } from '../hand-over/Refused.tsx';
import { ToldOfWork } from '../hand-over/ToldOfWork.tsx';
import { freshNotices, seeNotice, useBoard } from '../stores/board.ts';
import { connectionOf, dismissNotice, noticesOf, retryConnection, useConnection } from '../stores/connection.ts';
import { attempt, dismissFailure, useFailures } from '../stores/failures.ts';
import { dropCommand, outboxItems, useOutbox } from '../stores/outbox.ts';
import { openCustomer } from '../stores/view.ts';
import { hostWords, isHostGone, isStranger } from '../text/host.ts';
import { queueWords } from '../text/queues.ts';
import { liveTime, shortMoment } from '../text/time.ts';
import { useToday } from '../timeline/today.ts';
import {
  connectionWords,
  failureWords,
  faultWords,
  noticeActions,
  noticeWords,
  notSentWords,
  refusedWords,
  shellWords,
} from '../text/shell.ts';
import { Button } from '../ui/Button.tsx';
import { Banner } from './Banner.tsx';
import css from './Banners.module.css';
import { MadeNotReady } from './MadeNotReady.tsx';
import { NotSent } from './NotSent.tsx';
import { SignInAgain } from './SignInAgain.tsx';

const TryNow = ({ label = connectionWords.retry }: { readonly label?: string }) => (
  <Button onPress={() => void attempt(failureWords.retry, retryConnection)}>{label}</Button>
);

/** A page that its host does not know has nobody to sign in with; who has left is let in by their secret alone. */
const SignedOutActions = ({ reason }: Pick<Connection, 'reason'>) => (
  <>
    {isStranger(reason) ? null : <SignInAgain />}
    {reason === SIGNED_OUT_HERE ? null : <TryNow />}
  </>
);

function ConnectionBanner({ connection }: { readonly connection: Connection }) {
  const { state, since, completeTo, reason } = connection;
  const now = useToday();
  const upTo = completeTo === null ? null : liveTime(completeTo, now);
  const offline =
    since === null ? connectionWords.names.offline : connectionWords.offlineSince(shortMoment(since, now));
  switch (state) {
    case 'offline':
      // The page itself dials its host again; the core, which would dial the backend, is gone.
      return isHostGone(reason) ? (
        <Banner kind="alarm" icon="offline">
          <b>{offline}</b> {reason} {hostWords.goneHint}
        </Banner>
      ) : (
        <Banner kind="stale" icon="offline" action={<TryNow />}>
          <b>{offline}</b> {connectionWords.offlineBanner(upTo, reason)}
        </Banner>
      );
    case 'signed-out':
      return (
        <Banner kind="alarm" icon="warn" action={<SignedOutActions reason={reason} />}>
          <b>{connectionWords.signedOut}</b> {reason ?? connectionWords.signedOutHint}
        </Banner>
      );
    case 'replaced':
      return (
        <Banner kind="alarm" icon="warn" action={<TryNow label={connectionWords.useThis} />}>
          <b>{connectionWords.replaced}</b> {connectionWords.replacedHint}
        </Banner>
      );
    case 'upgrade-required':
      return (
        <Banner kind="alarm" icon="warn">
          <b>{connectionWords.upgrade}</b> {reason ?? connectionWords.upgradeHint}
        </Banner>
      );
    default:
      return null;
  }
}

function Notices() {
  const notices = useConnection(noticesOf);
  return notices.map(({ kind, at }) => (
    <Banner
      key={`${kind} ${at}`}
      kind="stale"
      icon="info"
      action={
        <Button onPress={() => void attempt(failureWords.notice, () => dismissNotice(at))}>
          {noticeActions.dismiss}
        </Button>
      }
    >
      {noticeWords[kind]} <span className={css.when}>{shortMoment(at)}</span>
    </Banner>
  ));
}

function Failures() {
  const failures = useFailures(state => state.failures);
  return failures.map(({ id, what, code }) => (
    <Banner
      key={id}
      kind="alarm"
      icon="warn"
      action={<Button onPress={() => dismissFailure(id)}>{noticeActions.dismiss}</Button>}
    >
      {code === null ? what : failureWords.say(what, faultWords[code])}
    </Banner>
  ));
}

/** An introduction that may still be posted stands in the work, with its words; one whose shift is over does not. */
const standsElsewhere = ({ kind, code }: OutboxItem): boolean => kind === 'shift.introduce' && code !== 'expired';

/** Commands that are not words; those are told of in NotSent. */
function RefusedBanners() {
  const items = useOutbox(outboxItems);
  const refused = items.filter(item => item.state === 'refused' && item.kind in refusedWords && !standsElsewhere(item));
  return refused.map(({ commandId, kind, reason, code, customerId, customerName, workItemId }) => (
    <Banner
      key={commandId}
      kind="alarm"
      icon="warn"
      action={
        <>
          {customerId === null ? null : (
            <Button onPress={() => openCustomer(customerId, workItemId)}>{notSentWords.open}</Button>
          )}
          <Button onPress={() => void attempt(failureWords.notice, () => dropCommand(commandId))}>
            {noticeActions.dismiss}
          </Button>
        </>
      }
    >
      {customerName ? <b dir="auto">{customerName}: </b> : null}
      <span dir="auto">
        {failureWords.say(refusedWords[kind as keyof typeof refusedWords], reason ?? faultWords[code ?? 'internal'])}
      </span>
    </Banner>
  ));
}

/** What a lead is told of, wherever they are; what it says stays with the board. */
function LeadNotices() {
  const notices = useBoard(freshNotices);
  return notices.map(({ id, at, agentName, missed, queueName }) => (
    <Banner
      key={id}
      kind="alarm"
      icon="warn"
      action={<Button onPress={() => seeNotice(id)}>{noticeActions.dismiss}</Button>}
    >
      {queueWords.missed(agentName, missed, queueName)} <span className={css.when}>{shortMoment(at)}</span>
    </Banner>
  ));
}

/** What is not as it should be, under the bar, until it is over or seen. */
export function Banners() {
  const connection = useConnection(connectionOf);
  return (
    <div
      className={css.banners}
      role="region"
      aria-label={shellWords.notices}
      aria-live="polite"
      data-region="notices"
      tabIndex={-1}
    >
      {connection ? <ConnectionBanner connection={connection} /> : null}
      <MadeNotReady />
      <Notices />
      <NotSent />
      <RefusedBanners />
      <RefusedHandOvers />
      <ToldOfWork />
      <LeadNotices />
      <Failures />
    </div>
  );
}
