// One clock for everything that counts: it strikes once a second, and only while somebody looks at it.
import { useSyncExternalStore } from 'react';

const SECOND = 1_000;
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setTimeout> | undefined;
let second = Math.floor(Date.now() / SECOND) * SECOND;

function strike(): void {
  second = Math.floor(Date.now() / SECOND) * SECOND;
  for (const listener of listeners) listener();
  plan();
}

function plan(): void {
  timer = setTimeout(strike, SECOND - (Date.now() % SECOND));
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (listeners.size === 1) plan();
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) clearTimeout(timer);
  };
}

/** Between strikes the same number, so that a render does not see time pass. After a long rest the clock is set anew. */
const read = (): number => {
  if (listeners.size === 0) second = Math.floor(Date.now() / SECOND) * SECOND;
  return second;
};

/** The desk's clock at the last full second, milliseconds since the Unix epoch. Draws again each second. */
export const useNow = (): number => useSyncExternalStore(subscribe, read);
