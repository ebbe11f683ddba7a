// Of which timelines nothing has changed since the core was asked, because its pushes have been heard all the while.
import type { Push } from '../../shared/contract/bridge.ts';
import { bridge } from '../bridge/bridge.ts';
import { customerOf } from './scope.ts';

/** Asks anew about a timeline that is on the screen. */
type Refresh = (key: string) => void;

const current = new Set<string>();
/** Those on the screen, and in how many places. */
const watched = new Map<string, number>();
let stopListening: (() => void) | null = null;

const listen = (refresh: Refresh): void => void (stopListening ??= bridge.onPush(push => hear(push, refresh)));

/** Of those on screen the core is asked at once, of the others when they are shown again. */
function hear(push: Push, refresh: Refresh): void {
  if (!('customerId' in push)) return;
  for (const key of [...current, ...watched.keys()]) {
    if (customerOf(key) !== push.customerId) continue;
    current.delete(key);
    if (watched.has(key)) refresh(key);
  }
}

/** Not between two customers, of whom one goes in the moment in which the other comes. */
function stopUnlessWatched(): void {
  if (watched.size > 0) return;
  stopListening?.();
  stopListening = null;
  current.clear();
}

export const isCurrent = (key: string): boolean => current.has(key);
/** Said before the core is asked: what changes while it answers is heard. */
export function becomesCurrent(key: string, refresh: Refresh): void {
  listen(refresh);
  current.add(key);
}
export const becomesStale = (key: string): void => void current.delete(key);
export const allBecomeStale = (): void => current.clear();

export const watchedKeys = (): readonly string[] => [...watched.keys()];

/** Keeps a timeline's data current until the answer is called. */
export function watchTimeline(key: string, refresh: Refresh): () => void {
  watched.set(key, (watched.get(key) ?? 0) + 1);
  listen(refresh);
  return () => {
    const left = (watched.get(key) ?? 1) - 1;
    if (left > 0) watched.set(key, left);
    else watched.delete(key);
    queueMicrotask(stopUnlessWatched);
  };
}
