import type { ClipboardEvent, KeyboardEvent } from 'react';
import { begunAbout } from '../../shared/contract/bridge/begun.ts';
import { addressOf, isRecipient, MAX_RECIPIENTS, recipientsIn } from '../../shared/domain/writing/mail.ts';
import { useBegun } from '../stores/begun.ts';
import { type About, nameOf } from '../stores/drafts.ts';
import { composeWords } from '../text/compose.ts';
import { useCaretKept } from '../ui/caret.ts';
import { RemoveButton } from '../ui/RemoveButton.tsx';
import css from './Recipients.module.css';

/** The contract's limit for one line. */
const LONGEST = 1_000;

type Props = {
  readonly label: string;
  /** Whose draft it is of: what is being typed is kept with it. */
  readonly about: About;
  readonly value: readonly string[];
  /** Who has it already, in the other field. */
  readonly others: readonly string[];
  readonly onChange: (value: string[]) => void;
  /** It was asked for just now. */
  readonly takesFocus?: boolean;
};

/** Recipients, one chip each. What is no address is marked, and stops the send until it is gone. */
export function Recipients({ label, about, value, others, onChange, takesFocus = false }: Props) {
  const subject = { about: begunAbout.recipients(label, nameOf(about, 'reply')), customerIds: [about.customerId] };
  const { value: begun, change } = useBegun(subject, { typed: '' });
  const { typed } = begun;
  const caret = useCaretKept<HTMLInputElement>(subject.about);
  const setTyped = (words: string): void => change({ typed: words });
  const take = (words: string): void => {
    if (typed !== '') setTyped('');
    const { good, bad } = recipientsIn(words);
    const known = new Set([...value, ...others].map(addressOf));
    const fresh = [...good, ...bad].filter(one => !known.has(addressOf(one)) && known.add(addressOf(one)));
    if (fresh.length > 0) onChange([...value, ...fresh.map(one => one.slice(0, LONGEST))].slice(0, MAX_RECIPIENTS));
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if ((event.key === 'Enter' && typed !== '') || event.key === ',' || event.key === ';') {
      // Also from Ctrl+Enter: nothing is sent past somebody who was typed and is no recipient yet.
      event.preventDefault();
      event.stopPropagation();
      take(typed);
    }
    if (event.key === 'Backspace' && typed === '' && value.length > 0) onChange(value.slice(0, -1));
  };
  const onPaste = (event: ClipboardEvent<HTMLInputElement>): void => {
    event.preventDefault();
    take(`${typed}${event.clipboardData.getData('text/plain')}`);
  };
  return (
    <div className={css.recipients} role="group" aria-label={label}>
      <span className={css.mailLabel}>{label}</span>
      {value.map(one => (
        <span key={one} className={`${css.recipient} ${isRecipient(one) ? '' : css.badRecipient}`} dir="auto">
          {one}
          <RemoveButton
            label={composeWords.removeRecipient(one)}
            onPress={() => onChange(value.filter(other => other !== one))}
          />
        </span>
      ))}
      <input
        ref={caret}
        aria-label={composeWords.addRecipient(label)}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- a field that was asked for takes the focus
        autoFocus={takesFocus}
        dir="auto"
        value={typed}
        maxLength={2_000}
        onChange={event => setTyped(event.target.value)}
        onKeyDown={onKeyDown}
        onPaste={onPaste}
        onBlur={() => take(typed)}
      />
    </div>
  );
}
