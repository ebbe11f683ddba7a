import { flushSync } from 'react-dom';
import { nextPane } from '../stores/reading.ts';

/** The entries of a pane, by its name in the store. */
const entriesOf = (id: string): HTMLElement | null => {
  const pane = document.querySelector(`[data-pane="${CSS.escape(id)}"]`);
  return pane?.querySelector<HTMLElement>('article[tabindex="0"]') ?? pane?.querySelector('[role=feed]') ?? null;
};

/** To the next of the cases that are read side by side, round at the end. */
export function focusNextPane(): void {
  const next = flushSync(nextPane);
  if (next) entriesOf(next.id)?.focus();
}
