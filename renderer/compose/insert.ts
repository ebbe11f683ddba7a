import { flushSync } from 'react-dom';
import type { Macro } from '../../shared/domain/team.ts';
import { fillIn, nextBlank, type Values } from '../../shared/domain/writing/blanks.ts';
import { type Mode, useDrafts, write, writingsOf, type Written } from '../stores/drafts.ts';

const field = (): HTMLTextAreaElement | null => document.querySelector<HTMLTextAreaElement>('textarea[data-composer]');

/** Puts a canned text where the caret is, filled in with what is known, and goes to what is still to be filled in. */
export function insertMacro(
  { customerId, mode, pin }: { customerId: string; mode: Mode; pin: Partial<Pick<Written, 'target'>> },
  macro: Macro,
  values: Values,
): void {
  const { text } = writingsOf(customerId)(useDrafts.getState())[mode];
  const at = field();
  const from = Math.min(at?.selectionStart ?? text.length, text.length);
  const to = Math.min(at?.selectionEnd ?? from, text.length);
  const words = fillIn(macro.text, values);
  flushSync(() => write(customerId, mode, { ...pin, text: text.slice(0, from) + words + text.slice(to) }));
  const end = from + words.length;
  const blank = nextBlank(words, 0);
  field()?.focus();
  field()?.setSelectionRange(blank ? from + blank.from : end, blank ? from + blank.to : end);
}
