import { type RefObject, useEffect, useLayoutEffect, useState } from 'react';
import { focusHome, isLost } from './focus-home.ts';

/** Not where something else has taken the focus meanwhile, such as another dialog. */
function giveBack(had: Element | null, box: HTMLElement | null): void {
  const { activeElement, body } = document;
  const isElsewhere = activeElement !== null && activeElement !== body && !box?.contains(activeElement);
  if (isElsewhere || !(had instanceof HTMLElement) || !had.isConnected) return;
  // Where nobody had it the page takes none: who has it lets it go.
  if (had === body && activeElement instanceof HTMLElement) activeElement.blur();
  else had.focus({ preventScroll: true });
}

/**
 * Who had the focus before `box` opened has it again as soon as it closes. By itself react-aria gives it back with the
 * frame after what stood over the page is gone, and what fades keeps it until then: keys of that time went to nobody.
 * Where whoever had it is gone, or nobody had it as when a dialog opens with the page, the conversation or the work has it.
 */
export function useFocusBack(open: boolean, box: RefObject<HTMLElement | null>): void {
  // Asked while drawing: a field of the box takes the focus before any effect runs.
  const [before, setBefore] = useState<{ open: boolean; had: Element | null }>({ open: false, had: null });
  if (before.open !== open) setBefore({ open, had: open ? document.activeElement : before.had });
  useEffect(() => {
    if (!before.open) return;
    const own = box.current;
    const back = (): void => {
      giveBack(before.had, own);
      if (isLost(document) || own?.contains(document.activeElement)) focusHome();
    };
    // When the effects that keep the page behind it out of reach have ended too.
    return () => queueMicrotask(back);
  }, [before, box]);
}

/**
 * The same for a part of the page that comes and goes by itself. Only where it had the focus as it went; whoever had it
 * before may be gone too, and then the conversation or the work has it.
 */
export function useFocusAfter(box: RefObject<HTMLElement | null>): void {
  // Asked while drawing: the part takes the focus before any effect of this one runs.
  const [had] = useState(() => document.activeElement);
  useLayoutEffect(() => {
    const own = box.current;
    return () => {
      // It still stands on the page here, and a moment later no longer.
      if (!own?.contains(document.activeElement)) return;
      queueMicrotask(() => {
        giveBack(had, own);
        if (document.activeElement === document.body) focusHome();
      });
    };
  }, [had, box]);
}

/**
 * For a part of the page in whose place another comes, as the next customer's does: where it had the focus as it went, or
 * went out of reach, the focus goes to where one goes on working. Keys that fall to nobody are lost.
 */
export function useFocusOnward(box: RefObject<HTMLElement | null>, isHere = true): void {
  useLayoutEffect(() => {
    const own = box.current;
    if (!isHere) return undefined;
    return () => {
      if (!own?.contains(document.activeElement)) return;
      // What comes in its place stands there a moment later.
      queueMicrotask(() => {
        if (isLost(document)) focusHome();
      });
    };
  }, [box, isHere]);
}

const canHold = (holder: HTMLElement): boolean => holder.isConnected && !holder.matches(':disabled');

/** A button that goes, or can be pressed no more, drops the focus on the page behind: while `box` is open it stays there. */
export function useFocusKept(open: boolean, box: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const own = box.current;
    if (!open || !own) return;
    const { activeElement } = document;
    let holder = own.contains(activeElement) ? activeElement : null;
    const hold = ({ target }: FocusEvent): void => void (holder = target instanceof Element ? target : null);
    const keep = (): void => {
      // Where nobody has had it yet, whoever is to have it first has still to ask for it.
      if (!(holder instanceof HTMLElement) || canHold(holder)) return;
      const { activeElement: now, body } = document;
      const isElsewhere = now !== null && now !== body && now !== holder;
      holder = null;
      if (isElsewhere) return;
      own.querySelector<HTMLElement>('[role=dialog], [role=alertdialog]')?.focus();
    };
    const observer = new MutationObserver(keep);
    own.addEventListener('focusin', hold);
    observer.observe(own, { subtree: true, childList: true, attributes: true, attributeFilter: ['disabled'] });
    return () => {
      own.removeEventListener('focusin', hold);
      observer.disconnect();
    };
  }, [open, box]);
}
