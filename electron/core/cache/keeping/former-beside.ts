import { logger } from '../../../../shared/lib/log.ts';
import type { Cache } from '../cache.ts';
import { inTurns } from '../in-turns.ts';
import { carryJournal, givePagesBack } from './give-back.ts';

const log = logger('cache');

/** Milliseconds. The first screen comes first, and so does that of a new log. */
const FIRST_MS = 2_000;
const TURN_MS = 4;
const PAUSE_MS = 8;

export type FormerBesideOptions = {
  cache: Cache;
  monotonic: () => number;
  /** A full disk, damage: the next start goes on where this one stopped. */
  failed: (error: unknown) => void;
  firstMs?: number;
};

/** What is left of a log before goes while the cache is in use, and its room goes back to the disk. */
export function formerBeside({ cache, monotonic, failed, firstMs = FIRST_MS }: FormerBesideOptions) {
  let timer: NodeJS.Timeout | undefined;
  let isRunning = false;
  let stopped = false;

  function* pieces(): Generator<void> {
    while (cache.former.any()) {
      for (const _ of cache.former.emptied(monotonic)) {
        yield;
        yield* carryJournal(cache.journal);
      }
      yield* givePagesBack(cache);
    }
  }
  const empty = async (): Promise<void> => {
    const started = monotonic();
    const bytes = cache.former.bytes();
    const done = await inTurns(pieces(), {
      monotonic,
      turnMs: TURN_MS,
      pauseMs: PAUSE_MS,
      isStopped: () => stopped,
    });
    const ms = Math.round(monotonic() - started);
    if (done) log.info('cache.formerGone', { bytes, ms, longestMs: Math.round(done.longestMs) });
  };
  const run = (): void => {
    timer = undefined;
    isRunning = true;
    void empty()
      .catch(failed)
      .finally(() => (isRunning = false));
  };
  const wake = (): void => {
    if (!stopped && !isRunning && cache.former.any()) timer ??= setTimeout(run, firstMs);
  };
  wake();

  return {
    /** A new log has begun. */
    wake,
    stop(): void {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
export type FormerBeside = ReturnType<typeof formerBeside>;
