import { type DOMAttributes, type KeyboardEvent, type ReactNode, type Ref, useId, useMemo, useRef } from 'react';
import { cardsIn } from '../../shared/domain/cards.ts';
import { type Blank, nextBlank } from '../../shared/domain/writing/blanks.ts';
import { keepDraft, type Mode, nameOf, useAbout, write, type Written } from '../stores/drafts.ts';
import { composeWords } from '../text/compose.ts';
import { cardWords } from '../text/erasure.ts';
import { Button, IconButton } from '../ui/Button.tsx';
import css from './Field.module.css';
import { Marks } from './Marks.tsx';
import { useDraftField } from './use-draft-field.ts';

export type FieldProps = {
  readonly customerId: string;
  readonly mode: Mode;
  readonly written: Written;
  /** False until what was kept is here: nothing may be written over it. */
  readonly isReady: boolean;
  /** What is kept with the words from the first letter on. */
  readonly pin?: Partial<Pick<Written, 'target'>>;
  /** Why it cannot be sent; null: it can. */
  readonly reason: string | null;
  /** What the outbox said when it did not take them. */
  readonly failure: string | null;
  readonly busy: boolean;
  readonly act: string;
  readonly onSend: () => void;
  readonly onMacros: () => void;
  /** What it is framed as: words that anybody can read, or that no customer will. */
  readonly frame: 'public' | 'note' | undefined;
  readonly blanks: readonly Blank[];
  readonly above: ReactNode;
  /** Between the words and the button. */
  readonly below?: ReactNode;
  readonly counter?: ReactNode;
  /** Beside the canned texts. */
  readonly tools?: ReactNode;
  /** What may be dropped or pasted here beside words. */
  readonly taking?: Pick<DOMAttributes<HTMLElement>, 'onPaste' | 'onDragOver' | 'onDrop'>;
  readonly box?: Ref<HTMLDivElement>;
};

/** Tab goes from blank to blank while there are any; Shift+Tab and Esc leave. */
function goToBlank(event: KeyboardEvent<HTMLTextAreaElement>): void {
  const { value, selectionEnd, selectionStart } = event.currentTarget;
  const here = nextBlank(value, selectionStart);
  const isOnIt = here?.from === selectionStart && here.to === selectionEnd;
  const blank = isOnIt ? nextBlank(value, selectionEnd) : here;
  if (!blank) return;
  event.preventDefault();
  event.currentTarget.setSelectionRange(blank.from, blank.to);
}

/** At the beginning of a line `/` opens the canned texts; anywhere else it is a letter. */
const opensMacros = ({ currentTarget: { value, selectionStart } }: KeyboardEvent<HTMLTextAreaElement>): boolean =>
  selectionStart === 0 || value[selectionStart - 1] === '\n';

/** Masked before it is kept, also as a draft: the agent sees it here, and is told. */
function CardHint({ text }: { readonly text: string }) {
  const cards = useMemo(() => cardsIn(text), [text]);
  return cards.length === 0 ? null : (
    <p className={css.cards} role="status">
      {cardWords(cards.map(({ last4 }) => last4))}
    </p>
  );
}

/** One draft: its field, what is wrong with it, and its button. A reply and a note never share one. */
export function Field(props: FieldProps) {
  const { customerId, mode, written, isReady, pin, reason, failure, busy, onSend, onMacros, blanks, box, frame } =
    props;
  const hint = useId();
  const marks = useRef<HTMLDivElement>(null);
  const about = useAbout(customerId);
  const draft = nameOf(about, mode);
  const field = useDraftField(draft, customerId, isReady);
  const isEmpty = written.text.trim() === '';
  const isBlocked = isEmpty || busy || reason !== null || !isReady;
  const onBoxKey = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    if (!isBlocked) onSend();
  };
  const onKey = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (event.key === 'Tab' && !event.shiftKey && !event.ctrlKey && blanks.length > 0) goToBlank(event);
    if (event.key !== '/' || event.ctrlKey || event.altKey || event.metaKey || busy || !opensMacros(event)) return;
    event.preventDefault();
    onMacros();
  };
  const said = failure ? composeWords.refused(failure) : isEmpty ? null : reason;
  return (
    <div ref={box} className={`${css.box} ${frame ? css[frame] : ''}`} onKeyDown={onBoxKey} {...props.taking}>
      {props.above}
      <div className={css.words}>
        {blanks.length > 0 ? <Marks ref={marks} text={written.text} /> : null}
        <textarea
          // Of its own for each draft: what another one's Undo would bring back is not for this customer.
          key={draft}
          ref={field}
          className={css.text}
          dir="auto"
          rows={2}
          aria-label={mode === 'note' ? composeWords.note : composeWords.reply}
          aria-describedby={hint}
          placeholder={composeWords.placeholder[mode]}
          value={written.text}
          readOnly={busy || !isReady}
          data-composer={customerId}
          onChange={event => write(customerId, mode, { ...pin, text: event.target.value })}
          onKeyDown={onKey}
          onScroll={event => marks.current?.scrollTo({ top: event.currentTarget.scrollTop })}
          onBlur={() => void keepDraft(about, mode)}
        />
      </div>
      <CardHint text={written.text} />
      {props.below}
      <div className={css.tools}>
        <IconButton icon="macro" label={composeWords.macros} onPress={onMacros} isDisabled={busy || !isReady} />
        {props.tools}
        <span id={hint} className={css.why} role="status">
          {said}
        </span>
        {said === null && !isEmpty && written.isKept ? (
          <span className={css.counter}>{composeWords.draftKept}</span>
        ) : null}
        {props.counter}
        <Button kind="primary" keys={composeWords.keyHint} isDisabled={isBlocked} onPress={onSend}>
          {props.act}
        </Button>
      </div>
    </div>
  );
}
