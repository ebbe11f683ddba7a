import { logger } from '../../../../shared/lib/log.ts';
import type { Cache } from '../cache.ts';
import { inTurns } from '../in-turns.ts';
import { isIndexWhole, reindexing } from './reindex.ts';

const log = logger('cache');

/** Milliseconds. The first screen comes first. */
const FIRST_MS = 1_000;
const TURN_MS = 4;
const PAUSE_MS = 8;

export type IndexBesideOptions = {
  cache: Cache;
  monotonic: () => number;
  /** A full disk, damage: the next start goes on where this one stopped. */
  failed: (error: unknown) => void;
  firstMs?: number;
};

/** Where the index is to be made anew, it is made while the cache is in use; a search says how much it does not know yet. */
export function indexBeside({ cache, monotonic, failed, firstMs = FIRST_MS }: IndexBesideOptions) {
  let stopped = false;
  const make = async (): Promise<void> => {
    const started = monotonic();
    const done = await inTurns(reindexing(cache, monotonic), {
      monotonic,
      turnMs: TURN_MS,
      pauseMs: PAUSE_MS,
      isStopped: () => stopped,
    });
    if (done)
      log.info('cache.indexMade', { ms: Math.round(monotonic() - started), longestMs: Math.round(done.longestMs) });
  };
  const timer = isIndexWhole(cache) ? undefined : setTimeout(() => void make().catch(failed), firstMs);
  return {
    stop(): void {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
