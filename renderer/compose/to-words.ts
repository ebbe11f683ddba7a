import { flushSync } from 'react-dom';
import { focusComposer } from '../app/focus.ts';
import { type Mode, setMode } from '../stores/drafts.ts';

/** To what is being written to the customer on the screen. */
export function toWords(customerId: string, mode: Mode): void {
  // A reply and a note have a field each: the focus can go there only once it is on the screen.
  flushSync(() => setMode(customerId, mode));
  focusComposer();
}
