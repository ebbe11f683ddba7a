// When what is being typed is written down: once the agent rests, three times a second while they do not, and at once as the
// page goes. Each is a call to the core and a write to the disk, so no more often; whatever dies, a few letters are all it takes along.

import { failureWords } from '../text/shell.ts';
import { attempt, endFailure } from './failures.ts';

/** Milliseconds of rest after which it is written down. */
const REST = 200;
/** Milliseconds after which it is written down however steadily one types, and between two such writings. */
const MOST = 333;

type Waiting = { readonly since: number; readonly timer: ReturnType<typeof setTimeout>; readonly keep: () => void };
const waiting = new Map<string, Waiting>();
const keptAt = new Map<string, number>();

/** `name`: of what has changed. `keep` writes it down as it is by then. */
export function keepSoon(name: string, keep: () => void): void {
  const now = performance.now();
  const before = waiting.get(name);
  clearTimeout(before?.timer);
  const since = before?.since ?? now;
  const rested = Math.max(now + REST, (keptAt.get(name) ?? -MOST) + MOST);
  const at = Math.min(since + MOST, rested);
  waiting.set(name, { since, keep, timer: setTimeout(() => keepNow(name), at - now) });
}

function keepNow(name: string): void {
  const one = waiting.get(name);
  if (!one) return;
  forget(name);
  keptAt.set(name, performance.now());
  one.keep();
}

/** What could not be written down: it is tried again once the program behind the page is back. */
const unkept = new Map<string, () => Promise<void>>();

/** Writes down what stands there by now; what cannot be is noted, and why is thrown. */
export async function writeDown(name: string, write: () => Promise<void>): Promise<void> {
  forget(name);
  try {
    await write();
  } catch (error) {
    unkept.set(name, write);
    throw error;
  }
  endIfKept();
}

/** The same, where nobody waits for the answer: where it cannot be that is said, until nothing is left that could not. */
export const keep = (name: string, write: () => Promise<void>): Promise<boolean> =>
  attempt(failureWords.draft, () => writeDown(name, write));

function endIfKept(): void {
  if (unkept.size === 0) endFailure(failureWords.draft);
}

/** The program behind the page is back: what could not be written down is tried again. */
export const keepUnkept = (): void => unkept.forEach((write, name) => void keep(name, write));

function forget(name: string): void {
  clearTimeout(waiting.get(name)?.timer);
  waiting.delete(name);
  unkept.delete(name);
}

/** It is written down another way, or has gone. */
export function dropKeeping(name: string): void {
  forget(name);
  endIfKept();
}

const keepAll = (): void => [...waiting.keys()].forEach(keepNow);

/** A page that is hidden may not be shown again, and one that goes is told once. Returns how to stop. */
export function keepAsThePageGoes(): () => void {
  const onHidden = (): void => {
    if (document.hidden) keepAll();
  };
  addEventListener('pagehide', keepAll);
  document.addEventListener('visibilitychange', onHidden);
  return () => {
    removeEventListener('pagehide', keepAll);
    document.removeEventListener('visibilitychange', onHidden);
  };
}
