import { type KeyboardEvent, useEffect, useRef } from 'react';
import type { Opened } from '../../shared/contract/bridge.ts';
import type { ReplyWay as Way } from '../../shared/domain/reply-ways.ts';
import { connectionOf, useConnection } from '../stores/connection.ts';
import { conversationOf, useConversations } from '../stores/conversations.ts';
import {
  isLoaded,
  keepDraft,
  loadDrafts,
  setMode,
  useDrafts,
  write,
  type Writings,
  writingsOf,
  type Written,
} from '../stores/drafts.ts';
import { composeWords } from '../text/compose.ts';
import { useTakenBack } from '../timeline/pending.ts';
import { Segment } from '../ui/Segment.tsx';
import css from './Composer.module.css';
import { Field } from './Field.tsx';
import { sendNote, sendReply, subjectOf, whyNot } from './send.ts';
import { Counter, Strip } from './Strip.tsx';
import { TargetMenu } from './TargetMenu.tsx';

/** Words that came out of the outbox go in front of what is being written in the same mode: neither is lost. */
function useTakenBackWords(customerId: string): void {
  const last = useTakenBack(state => state.last);
  const taken = useRef(0);
  useEffect(() => {
    if (!last || last.customerId !== customerId || last.n <= taken.current) return;
    taken.current = last.n;
    const { text } = writingsOf(customerId)(useDrafts.getState())[last.mode];
    setMode(customerId, last.mode);
    write(customerId, last.mode, { text: text === '' ? last.text : `${last.text}\n\n${text}` });
  }, [last, customerId]);
}

/** The one that is not shown says so when there is something in it. */
const modesOf = ({ mode, reply, note }: Writings) => [
  {
    id: 'reply' as const,
    label: mode === 'note' && reply.text ? composeWords.withDraft(composeWords.reply) : composeWords.reply,
  },
  {
    id: 'note' as const,
    label: mode === 'reply' && note.text ? composeWords.withDraft(composeWords.note) : composeWords.note,
    icon: 'note' as const,
  },
];

/**
 * Where a reply goes. What has been begun stays with the conversation it was begun for: private words must not turn
 * public because the customer has meanwhile written elsewhere.
 */
function wayOf(reply: Written, ways: readonly Way[]): Way | undefined {
  if (!reply.target) return ways[0];
  const chosen = ways.find(one => one.target.interactionId === reply.target?.interactionId);
  return chosen ?? (reply.text === '' ? ways[0] : undefined);
}

type ReplyProps = { readonly customerId: string; readonly reply: Written; readonly way: Way | undefined };

function Reply({ customerId, reply, way }: ReplyProps) {
  const subject = subjectOf(reply, way);
  return (
    <Field
      customerId={customerId}
      mode="reply"
      written={reply}
      pin={{ target: way?.target ?? reply.target }}
      reason={whyNot(reply, way)}
      act={composeWords.send}
      onSend={() => sendReply(customerId, reply, way)}
      frame={way?.target.audience === 'public' ? css.public : undefined}
      counter={<Counter way={way} text={reply.text} />}
      above={
        <>
          <Strip mode="reply" way={way} />
          {subject === null ? null : (
            <input
              className={css.subject}
              aria-label={composeWords.subject}
              dir="auto"
              value={subject}
              onChange={event => write(customerId, 'reply', { subject: event.target.value })}
            />
          )}
        </>
      }
    />
  );
}

function Note({ opened, note }: { readonly opened: Opened; readonly note: Written }) {
  return (
    <Field
      customerId={opened.customer.id}
      mode="note"
      written={note}
      reason={null}
      act={composeWords.saveNote}
      onSend={() => sendNote(opened, note)}
      frame={css.note}
      above={<Strip mode="note" way={undefined} />}
    />
  );
}

function leaveOnEscape(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'Escape') return;
  event.stopPropagation();
  (event.target as HTMLElement).blur();
}

function Writing({ opened }: { readonly opened: Opened }) {
  const customerId = opened.customer.id;
  const writings = useDrafts(writingsOf(customerId));
  const isLive = useConnection(connectionOf)?.state === 'live';
  useTakenBackWords(customerId);
  const { mode, reply, note } = writings;
  const { ways } = opened;
  const way = wayOf(reply, ways);
  return (
    <div className={css.inner} onKeyDown={leaveOnEscape}>
      <div className={css.row}>
        <Segment
          label={composeWords.write}
          options={modesOf(writings)}
          value={mode}
          onChange={chosen => setMode(customerId, chosen)}
        />
        {mode === 'note' || ways.length === 0 ? null : (
          <TargetMenu
            ways={ways}
            way={way}
            onChoose={target => write(customerId, 'reply', { target, subject: null })}
          />
        )}
        <span className={css.grow} />
        {isLive || mode === 'note' ? null : <span className={css.quiet}>{composeWords.queues}</span>}
      </div>
      {mode === 'note' ? (
        <Note key="note" opened={opened} note={note} />
      ) : (
        <Reply key="reply" customerId={customerId} reply={reply} way={way} />
      )}
    </div>
  );
}

/** Where one answers, in the channel the customer wrote on, and leaves notes for colleagues. */
export function Composer({ customerId }: { readonly customerId: string }) {
  const opened = useConversations(conversationOf(customerId));
  const loaded = useDrafts(isLoaded(customerId));
  useEffect(() => {
    void loadDrafts(customerId);
    return () => void Promise.all([keepDraft(customerId, 'reply'), keepDraft(customerId, 'note')]);
  }, [customerId]);
  return (
    <section className={css.composer} aria-label={composeWords.region}>
      {opened && loaded ? <Writing key={customerId} opened={opened} /> : null}
    </section>
  );
}
