import { useState } from 'react';
import type { OutboxItem } from '../../shared/contract/bridge.ts';
import type { Mention } from '../../shared/domain/mention.ts';
import { attempt } from '../stores/failures.ts';
import { isNotDone, mentionsOf, openMention, see, useMentions } from '../stores/mentions.ts';
import { dropCommand, type OwnWords, outboxItems, refusedWordsIn, useOutbox } from '../stores/outbox.ts';
import { openEntryOfWork } from '../stores/selected.ts';
import { openCustomer } from '../stores/view.ts';
import { asSentence, faultWords, notSentWords } from '../text/shell.ts';
import { clockTime } from '../text/time.ts';
import { retryWords, takeBackWords } from '../timeline/pending.ts';
import { writeAgain } from '../timeline/write-again.ts';
import { Button } from '../ui/Button.tsx';
import { Banner } from './Banner.tsx';
import { focusComposer } from './focus.ts';
import css from './Banners.module.css';

const { failed } = notSentWords;
/** More than these are counted first, so that they leave room for the work. */
const MOST_SHOWN = 2;

/** Into the field they were written in, with where they were to go. */
async function edit(item: OutboxItem): Promise<void> {
  if (item.customerId !== null) openCustomer(item.customerId, item.workItemId);
  await takeBackWords(item);
  focusComposer();
}

/** What cannot be brought back is asked about, in the banner's own place. */
function Discarding({ item, onKeep }: { readonly item: OutboxItem; readonly onKeep: () => void }) {
  const discard = (): void => void attempt(failed.discard, () => dropCommand(item.commandId));
  return (
    <Banner
      kind="alarm"
      icon="warn"
      action={
        <>
          <Button kind="danger" onPress={discard}>
            {notSentWords.discard}
          </Button>
          <Button autoFocus onPress={onKeep}>
            {notSentWords.keep}
          </Button>
        </>
      }
    >
      {notSentWords.ask(item.customerName ?? null)}
    </Banner>
  );
}

/** The backend did not take the words: why, and the ways on. They stay in the outbox until one of them is taken. */
function Refused({ item }: { readonly item: OwnWords }) {
  const [isAsking, setAsking] = useState(false);
  const { customerId, commandId, kind, reason, code, customerName = null } = item;
  if (isAsking) return <Discarding item={item} onKeep={() => setAsking(false)} />;
  return (
    <Banner
      kind="alarm"
      icon="warn"
      action={
        <>
          {customerId === null ? null : (
            <Button onPress={() => void attempt(failed.open, () => openEntryOfWork(customerId, commandId))}>
              {notSentWords.open}
            </Button>
          )}
          <Button onPress={() => void attempt(failed.edit, () => edit(item))}>{notSentWords.edit}</Button>
          <Button onPress={() => void attempt(failed.retry, () => retryWords(commandId))}>{notSentWords.retry}</Button>
          <Button onPress={() => setAsking(true)}>{notSentWords.discard}</Button>
        </>
      }
    >
      <b dir="auto">{notSentWords.title(kind, customerName)}</b>{' '}
      <span dir="auto">{asSentence(reason ?? faultWords[code ?? 'internal'])}</span>
    </Banner>
  );
}

/** The network did not take what the backend had taken: told to whoever wrote it, until they have seen it. */
function NotDone({ told }: { readonly told: Mention }) {
  const { id, about, customerName, words, at } = told;
  const title =
    about === 'undelivered' ? notSentWords.undelivered(customerName) : notSentWords.notReposted(customerName);
  return (
    <Banner
      kind="alarm"
      icon="warn"
      action={
        <>
          <Button onPress={() => void attempt(failed.open, () => openMention(told))}>{notSentWords.open}</Button>
          {about === 'undelivered' ? (
            <Button onPress={() => void attempt(failed.again, () => writeAgain(told))}>{notSentWords.again}</Button>
          ) : null}
          <Button onPress={() => void attempt(failed.seen, () => see([id]))}>{notSentWords.seen}</Button>
        </>
      }
    >
      <b dir="auto">{title}</b> <span dir="auto">{asSentence(notSentWords.network(words))}</span>{' '}
      <span className={css.when}>{clockTime(at)}</span>
    </Banner>
  );
}

/** What of the agent's words did not get through, wherever they are now: derived from the outbox and the feed. */
export function NotSent() {
  const [isWhole, setWhole] = useState(false);
  const refused = refusedWordsIn(useOutbox(outboxItems));
  const told = useMentions(mentionsOf).filter(one => one.seenAt === null && isNotDone(one));
  const count = refused.length + told.length;
  const isCounted = count > MOST_SHOWN;
  return (
    <>
      {isCounted ? (
        <Banner
          kind="alarm"
          icon="warn"
          action={
            <Button aria-expanded={isWhole} onPress={() => setWhole(!isWhole)}>
              {isWhole ? notSentWords.fewer : notSentWords.all}
            </Button>
          }
        >
          <b>{notSentWords.some(count)}</b>
        </Banner>
      ) : null}
      {isCounted && !isWhole ? null : (
        <>
          {refused.map(item => (
            <Refused key={item.commandId} item={item} />
          ))}
          {told.map(one => (
            <NotDone key={one.id} told={one} />
          ))}
        </>
      )}
    </>
  );
}
