// Where one stood in words that are left and come back to. A field that is put on the page anew has its caret at the start.
import { useCallback } from 'react';
import { type Caret, caretOf, nameField, takeFocusBack, type WordField } from './typed-in.ts';

const carets = new Map<string, Caret>();

/** To where one stood in these words, else behind them. */
function putBack(field: WordField, caret: Caret | undefined): void {
  const { length } = field.value;
  if (caret?.length === length) field.setSelectionRange(caret.from, caret.to);
  else field.setSelectionRange(length, length);
}

/**
 * What a field takes as its `ref`; `name` says whose words stand in it, for as long as this page lives. `isRead`: they
 * stand there; until then nobody is put back into them.
 */
export function useCaretKept<F extends WordField = HTMLTextAreaElement>(
  name: string,
  isRead = true,
): (field: F) => () => void {
  return useCallback(
    field => {
      if (!isRead) return () => undefined;
      nameField(field, name);
      putBack(field, takeFocusBack(field, name) ?? carets.get(name));
      return () => void carets.set(name, caretOf(field));
    },
    [name, isRead],
  );
}
