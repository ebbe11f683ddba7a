// Where one stood in words that are left and come back to. A field that is put on the page anew has its caret at the start.
import { useCallback } from 'react';

/** `length`: of the words it stood in; in others it means nothing. */
type Caret = { readonly length: number; readonly from: number; readonly to: number };
const carets = new Map<string, Caret>();

/** To where one stood in these words, else behind them. */
function putBack(field: HTMLTextAreaElement, caret: Caret | undefined): void {
  const { length } = field.value;
  if (caret?.length === length) field.setSelectionRange(caret.from, caret.to);
  else field.setSelectionRange(length, length);
}

/** What a field takes as its `ref`; `name` says whose words stand in it, for as long as this page lives. */
export function useCaretKept(name: string): (field: HTMLTextAreaElement) => () => void {
  return useCallback(
    field => {
      putBack(field, carets.get(name));
      return () => {
        const { value, selectionStart: from, selectionEnd: to } = field;
        carets.set(name, { length: value.length, from, to });
      };
    },
    [name],
  );
}
