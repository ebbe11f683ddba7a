import { settingsOf, useSession } from '../stores/session.ts';
import { useView } from '../stores/view.ts';
import type { ActionId } from './actions.ts';
import { match, type Prefix } from './match.ts';

const TEXT_INPUT = 'input:not([type=checkbox], [type=radio], [type=button]), textarea, select, [contenteditable]';

/** The focus is where letters are written. */
export const isWriting = (element: Element | null): boolean => element?.matches(TEXT_INPUT) ?? false;

/** Of what stands over the page and goes: nothing in it is meant any more. */
const isLeaving = (element: Element): boolean => element.closest('[data-exiting]') !== null;

/**
 * A menu finds its lines by letters, a dialog has its own keys: only keys that work everywhere pass. A menu that has just
 * opened has the focus a moment later; letters of that moment are its own already.
 */
const isOwn = (element: Element | null): boolean =>
  (element?.closest('[role=menu], [role=listbox], [role=dialog], [role=alertdialog]') ?? null) !== null ||
  [...document.querySelectorAll('[role=menu]')].some(menu => !isLeaving(menu));

/** Letters are for where the focus is, not for the screen's shortcuts. */
const takesLetters = (element: Element | null): boolean =>
  !(element && isLeaving(element)) && (isWriting(element) || isOwn(element));

/** The place of a digit key, from 1; null for any other press. */
const placeOf = ({ key, ctrlKey, altKey, metaKey }: KeyboardEvent): number | null =>
  /^[1-9]$/.test(key) && !ctrlKey && !altKey && !metaKey ? Number(key) : null;

/** Runs the actions that keys lead to. Returns how to stop. */
export function listenToKeys(run: (id: ActionId) => void, openPlace: (place: number) => void): () => void {
  let prefix: Prefix = null;
  const onKey = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing || event.repeat) return;
    const element = event.target instanceof Element ? event.target : null;
    const { singleKeys, keys } = settingsOf(useSession.getState());
    const setting = {
      view: useView.getState().name,
      writing: takesLetters(element),
      singleKeys,
      chosen: keys,
    };
    const press = {
      key: event.key,
      ctrl: event.ctrlKey,
      alt: event.altKey,
      meta: event.metaKey,
      shift: event.shiftKey,
    };
    const before = prefix;
    const found = match(press, prefix, event.timeStamp, setting);
    ({ prefix } = found);
    const place = placeOf(event);
    if (found.action) {
      event.preventDefault();
      run(found.action);
    } else if (place !== null && !before && !setting.writing && singleKeys && setting.view === 'work') openPlace(place);
  };
  addEventListener('keydown', onKey);
  return () => removeEventListener('keydown', onKey);
}
