import { flushSync } from 'react-dom';
import { nextPane } from '../stores/reading.ts';

/** The entries of a pane, by its name in the store; while they are still being read the pane, from which they take it. */
const entriesOf = (id: string): HTMLElement | null => {
  const pane = document.querySelector<HTMLElement>(`[data-pane="${CSS.escape(id)}"]`);
  return pane?.querySelector<HTMLElement>('article[tabindex="0"]') ?? pane?.querySelector('[role=feed]') ?? pane;
};

/** To the next of the cases that are read side by side, round at the end. */
export function focusNextPane(): void {
  const next = flushSync(nextPane);
  if (next) entriesOf(next.id)?.focus();
}
