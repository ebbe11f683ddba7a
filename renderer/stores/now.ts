// One clock for everything on the screen that counts: it ticks on the second while somebody looks at it.
import { useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setTimeout> | undefined;
let now = Date.now();

function tick(): void {
  now = Date.now();
  for (const listener of listeners) listener();
  timer = setTimeout(tick, 1_000 - (now % 1_000));
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (listeners.size === 1) tick();
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) clearTimeout(timer);
  };
}

/** The time by this desk's clock, new each second. Milliseconds since the epoch. */
export const useNow = (): number => useSyncExternalStore(subscribe, () => now);
