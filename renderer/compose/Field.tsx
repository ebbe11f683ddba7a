import { type ReactNode, type KeyboardEvent, useId, useState } from 'react';
import { Fault } from '../../shared/lib/fault.ts';
import { keepDraft, type Mode, write, type Written } from '../stores/drafts.ts';
import { composeWords } from '../text/compose.ts';
import { faultWords } from '../text/shell.ts';
import { Button } from '../ui/Button.tsx';
import css from './Composer.module.css';

type FieldProps = {
  readonly customerId: string;
  readonly mode: Mode;
  readonly written: Written;
  /** What is kept with the words from the first letter on. */
  readonly pin?: Partial<Pick<Written, 'target'>>;
  /** Why it cannot be sent; null: it can. */
  readonly reason: string | null;
  readonly act: string;
  readonly onSend: () => Promise<void>;
  readonly frame: string | undefined;
  readonly above: ReactNode;
  readonly counter?: ReactNode;
};

/** Sends once; while that runs the words stay as they are, so that none is typed into what is already on its way. */
function useSending(isBlocked: boolean, onSend: () => Promise<void>) {
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const send = (): void => {
    if (busy || isBlocked) return;
    setBusy(true);
    setFailure(null);
    void onSend()
      .catch((error: unknown) => setFailure(faultWords[Fault.from(error).code]))
      .finally(() => setBusy(false));
  };
  return { failure, busy, send };
}

/** One draft: its field, what is wrong with it, and its button. A reply and a note never share one. */
export function Field({ customerId, mode, written, pin, reason, act, onSend, frame, above, counter }: FieldProps) {
  const hint = useId();
  const isEmpty = written.text.trim() === '';
  const { failure, busy, send } = useSending(isEmpty || reason !== null, onSend);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    send();
  };
  const said = failure ? composeWords.refused(failure) : isEmpty ? null : reason;
  return (
    <div className={`${css.box} ${frame ?? ''}`} onKeyDown={onKeyDown}>
      {above}
      <textarea
        className={css.text}
        dir="auto"
        rows={2}
        aria-label={mode === 'note' ? composeWords.note : composeWords.reply}
        aria-describedby={hint}
        placeholder={composeWords.placeholder[mode]}
        value={written.text}
        readOnly={busy}
        data-composer
        onChange={event => write(customerId, mode, { ...pin, text: event.target.value })}
        onBlur={() => void keepDraft(customerId, mode)}
      />
      <div className={css.tools}>
        <span id={hint} className={css.why} role="status">
          {said}
        </span>
        {said === null && !isEmpty && written.isKept ? (
          <span className={css.counter}>{composeWords.draftKept}</span>
        ) : null}
        {counter}
        <Button
          kind="primary"
          keys={composeWords.keyHint}
          isDisabled={isEmpty || busy || reason !== null}
          onPress={send}
        >
          {act}
        </Button>
      </div>
    </div>
  );
}
