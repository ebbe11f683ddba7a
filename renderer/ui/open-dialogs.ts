// The dialogs that stand over the page, so that all of them can make way for what must be seen.
import { useEffect } from 'react';
import { flushSync } from 'react-dom';

const closers = new Set<() => void>();

/** For as long as it is open. */
export function useMakesWay(open: boolean, onClose: () => void): void {
  useEffect(() => {
    if (!open) return;
    closers.add(onClose);
    return () => void closers.delete(onClose);
  }, [open, onClose]);
}

/** Closes them as Escape would; what was written in them is kept or not, as it is then. */
export function closeDialogs(): void {
  const all = [...closers];
  flushSync(() => all.forEach(close => close()));
}
export const hasDialogs = (): boolean => closers.size > 0;
