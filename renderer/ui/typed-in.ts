// In which field one was typing as the page went, so that the page which is loaded in its place puts the focus there again.
// A name and a place, never words: those are the core's to keep.

/** `length`: of the words it stood in; in others it means nothing. */
export type Caret = { readonly length: number; readonly from: number; readonly to: number };
type TypedIn = Caret & { readonly name: string };

export type WordField = HTMLTextAreaElement | HTMLInputElement;

const KEY = 'foreword.typed-in';
/** Those that can be given it back. */
const names = new WeakMap<Element, string>();
let awaited: TypedIn | null = null;

export const caretOf = ({ value, selectionStart, selectionEnd }: WordField): Caret => ({
  length: value.length,
  from: selectionStart ?? value.length,
  to: selectionEnd ?? value.length,
});
export const nameField = (field: WordField, name: string): void => void names.set(field, name);

/** Its field has still to come, and has the focus then: nothing else needs to take it. */
export const wasTypedIn = (name: string): boolean => awaited?.name === name;

/** To the field in which one was typing, unless something else has it. Null: it was another one. */
export function takeFocusBack(field: WordField, name: string): Caret | null {
  const { activeElement, body } = document;
  if (!wasTypedIn(name) || (activeElement !== null && activeElement !== body)) return null;
  const caret = awaited;
  field.focus({ preventScroll: true });
  return caret;
}

function typedNow(): TypedIn | null {
  const field = document.activeElement as WordField | null;
  const name = field ? names.get(field) : undefined;
  return field && name !== undefined ? { name, ...caretOf(field) } : null;
}

function keep(): void {
  const now = typedNow() ?? awaited;
  if (now) sessionStorage.setItem(KEY, JSON.stringify(now));
}

/** Who goes elsewhere, by pointer or because something takes the focus, is not fetched back. */
const forget = (): void => void (awaited = null);

/** Returns how to stop. */
export function keepTypedIn(): () => void {
  awaited = JSON.parse(sessionStorage.getItem(KEY) ?? 'null') as TypedIn | null;
  sessionStorage.removeItem(KEY);
  const forgetting = ['focusin', 'pointerdown'] as const;
  addEventListener('pagehide', keep);
  for (const event of forgetting) addEventListener(event, forget);
  return () => {
    removeEventListener('pagehide', keep);
    for (const event of forgetting) removeEventListener(event, forget);
    forget();
  };
}
