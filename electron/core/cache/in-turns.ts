import { setTimeout } from 'node:timers/promises';

export type Turns = { monotonic: () => number; turnMs: number; pauseMs: number; isStopped: () => boolean };

/**
 * Carries pieces of work out in short turns with the core free for everybody else in between. Answers what they return and
 * the longest single piece, in milliseconds; null: it was stopped.
 */
export async function inTurns<T>(
  pieces: Iterator<void, T>,
  { monotonic, turnMs, pauseMs, isStopped }: Turns,
): Promise<{ value: T; longestMs: number } | null> {
  let longestMs = 0;
  while (!isStopped()) {
    const until = monotonic() + turnMs;
    for (let at = monotonic(); at < until;) {
      const piece = pieces.next();
      const now = monotonic();
      longestMs = Math.max(longestMs, now - at);
      at = now;
      if (piece.done) return { value: piece.value, longestMs };
    }
    await setTimeout(pauseMs);
  }
  return null;
}
