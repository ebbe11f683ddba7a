// A backend that ends by itself is started again, while the desk goes on with what it has.
import { setTimeout as pause } from 'node:timers/promises';
import type { Started } from './family.ts';

/** Milliseconds before each attempt. */
const PAUSES = [500, 2_000, 5_000, 10_000, 20_000] as const;
/** Milliseconds; what has run for so long was well, and what ends it then is another matter. */
const WELL = 60_000;

export type Keeping = {
  readonly again: () => Promise<Started>;
  readonly say: (sentence: string) => void;
  /** What to look at when it cannot be started any more. */
  readonly logFile: string;
  readonly wait?: (ms: number) => Promise<unknown>;
  readonly now?: () => number;
};

export const words = {
  ended: 'The backend ended by itself; it is started again, and the desk goes on offline until then.',
  back: 'The backend is running again.',
  givenUp: (logFile: string) =>
    `The backend keeps ending, so it is not started again (${logFile} says more); the desk goes on offline with what it has. Press Ctrl-C and start again to try once more.`,
};

/** Resolves once it has given up; what it said is then the last word. */
export async function keepRunning(first: Started, keeping: Keeping): Promise<void> {
  const { again, say, logFile, wait = pause, now = () => performance.now() } = keeping;
  let running: Started | null = first;
  let since = now();
  let attempts = 0;
  for (;;) {
    if (running) {
      await running.died;
      if (now() - since >= WELL) attempts = 0;
    }
    const next = PAUSES[attempts];
    if (next === undefined) return say(words.givenUp(logFile));
    if (running) say(words.ended);
    attempts += 1;
    await wait(next);
    since = now();
    running = await again().catch(() => null);
    if (running) say(words.back);
  }
}
