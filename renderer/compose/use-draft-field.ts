import { useCallback } from 'react';
import { useCaretKept } from '../ui/caret.ts';
import { focusHome, isLost } from '../ui/focus-home.ts';

/** The conversation that has come in its place is looked at first; other words to the same customer are gone on with. */
function goOn(customerId: string): void {
  const next = document.querySelector<HTMLElement>('[data-composer]');
  if (next?.dataset['composer'] === customerId) next.focus({ preventScroll: true });
  else if (document.querySelector('[data-region=timeline]')) focusHome();
}

/**
 * The `ref` of a draft's field. Each draft has a field of its own: where one that has the focus makes way for another's, as
 * the accepted customer's does, keys do not fall to nobody.
 */
export function useDraftField(draft: string, customerId: string, isRead: boolean) {
  const caret = useCaretKept(draft, isRead);
  return useCallback(
    (field: HTMLTextAreaElement): (() => void) => {
      const leave = caret(field);
      return () => {
        leave();
        if (document.activeElement !== field) return;
        // What comes in its place stands there a moment later.
        queueMicrotask(() => {
          if (isLost(document)) goOn(customerId);
        });
      };
    },
    [caret, customerId],
  );
}
