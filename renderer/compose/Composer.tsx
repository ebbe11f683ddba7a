import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import type { Opened } from '../../shared/contract/bridge.ts';
import type { ReplyWay as Way } from '../../shared/domain/reply-ways.ts';
import { Fault } from '../../shared/lib/fault.ts';
import { connectionOf, useConnection } from '../stores/connection.ts';
import { conversationOf, useConversations } from '../stores/conversations.ts';
import { loadDraft, saveDraft, useDrafts, write, writingOf } from '../stores/drafts.ts';
import { composeWords } from '../text/compose.ts';
import { faultWords } from '../text/shell.ts';
import { useTakenBack } from '../timeline/pending.ts';
import { Button } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Segment } from '../ui/Segment.tsx';
import css from './Composer.module.css';
import { lengthOf, send, whyNot } from './send.ts';
import { TargetMenu } from './TargetMenu.tsx';

const MODES = [
  { id: 'reply', label: composeWords.reply },
  { id: 'note', label: composeWords.note, icon: 'note' },
] as const;

/** Words that came out of the outbox go in front of what is being written: neither is lost. */
function useTakenBackWords(customerId: string): void {
  const last = useTakenBack(state => state.last);
  const taken = useRef(0);
  useEffect(() => {
    if (!last || last.customerId !== customerId || last.n <= taken.current) return;
    taken.current = last.n;
    const now = writingOf(customerId)(useDrafts.getState());
    write(customerId, { mode: last.mode, text: now.text === '' ? last.text : `${last.text}\n\n${now.text}` });
  }, [last, customerId]);
}

function Strip({ mode, way }: { readonly mode: 'reply' | 'note'; readonly way: Way | undefined }) {
  if (mode === 'note')
    return (
      <p className={css.noteStrip}>
        <Icon name="note" size="sm" />
        {composeWords.noteStrip}
      </p>
    );
  if (!way) return null;
  const { channel, audience } = way.target;
  const isPublic = audience === 'public';
  return (
    <p className={isPublic ? css.publicStrip : css.privateStrip}>
      <Icon name={isPublic ? 'public' : 'private'} size="sm" />
      <span dir="auto">
        {isPublic ? composeWords.publicStrip(channel) : composeWords.privateStrip(channel, way.to)}
      </span>
    </p>
  );
}

function Counter({ way, text }: { readonly way: Way | undefined; readonly text: string }) {
  const counted = lengthOf(way, text);
  if (!counted) return null;
  const over = counted.length - counted.limit;
  return over > 0 ? (
    <b className={css.over}>{composeWords.over(over)}</b>
  ) : (
    <span className={css.counter}>{composeWords.counter(counted.length, counted.limit)}</span>
  );
}

function Writing({ opened }: { readonly opened: Opened }) {
  const customerId = opened.customer.id;
  const writing = useDrafts(writingOf(customerId));
  const isLive = useConnection(connectionOf)?.state === 'live';
  const [subject, setSubject] = useState<string | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const hint = useId();
  useTakenBackWords(customerId);
  const { ways } = opened;
  const way = ways.find(one => one.target.interactionId === writing.target?.interactionId) ?? ways[0];
  const isNote = writing.mode === 'note';
  const isPublic = !isNote && way?.target.audience === 'public';
  const isEmail = !isNote && way?.target.channel === 'email';
  const subjectLine = isEmail ? (subject ?? composeWords.re(way?.subject ?? '')) : null;
  const reason = whyNot(writing, way);
  const isEmpty = writing.text.trim() === '';

  const sendNow = (): void => {
    if (busy || isEmpty || reason) return;
    setBusy(true);
    setFailure(null);
    void send(opened, writing, way, subjectLine)
      .then(() => setSubject(null))
      .catch((error: unknown) => setFailure(faultWords[Fault.from(error).code]))
      .finally(() => setBusy(false));
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      sendNow();
    } else if (event.key === 'Escape') {
      event.stopPropagation();
      (event.target as HTMLElement).blur();
    }
  };
  return (
    <div className={css.inner} onKeyDown={onKeyDown}>
      <div className={css.row}>
        <Segment
          label={composeWords.write}
          options={MODES}
          value={writing.mode}
          onChange={mode => write(customerId, { mode })}
        />
        {isNote || !way ? null : (
          <TargetMenu ways={ways} way={way} onChoose={target => write(customerId, { target })} />
        )}
        <span className={css.grow} />
        {isLive || isNote ? null : <span className={css.quiet}>{composeWords.queues}</span>}
      </div>
      <div className={`${css.box} ${isPublic ? css.public : ''} ${isNote ? css.note : ''}`}>
        <Strip mode={writing.mode} way={way} />
        {isEmail ? (
          <input
            className={css.subject}
            aria-label={composeWords.subject}
            dir="auto"
            value={subjectLine ?? ''}
            onChange={event => setSubject(event.target.value)}
          />
        ) : null}
        <textarea
          className={css.text}
          dir="auto"
          rows={2}
          aria-label={isNote ? composeWords.note : composeWords.reply}
          aria-describedby={hint}
          placeholder={composeWords.placeholder[writing.mode]}
          value={writing.text}
          data-composer
          onChange={event => write(customerId, { text: event.target.value })}
          onBlur={() => void saveDraft(customerId)}
        />
        <div className={css.tools}>
          <span id={hint} className={css.why} role="status">
            {failure ? composeWords.refused(failure) : isEmpty ? null : reason}
          </span>
          {isNote ? null : <Counter way={way} text={writing.text} />}
          <Button
            kind="primary"
            keys={composeWords.keyHint}
            isDisabled={isEmpty || busy || reason !== null}
            onPress={sendNow}
          >
            {isNote ? composeWords.saveNote : composeWords.send}
          </Button>
        </div>
      </div>
    </div>
  );
}

/** Where one answers, in the channel the customer wrote on, and leaves notes for colleagues. */
export function Composer({ customerId }: { readonly customerId: string }) {
  const opened = useConversations(conversationOf(customerId));
  useEffect(() => {
    void loadDraft(customerId);
    return () => void saveDraft(customerId);
  }, [customerId]);
  return (
    <section className={css.composer} aria-label={composeWords.region}>
      {opened ? <Writing key={customerId} opened={opened} /> : null}
    </section>
  );
}
