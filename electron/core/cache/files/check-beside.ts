import { logger } from '../../../../shared/lib/log.ts';
import { checkInPieces } from './checking.ts';
import type { Database } from './driver.ts';
import { inTurns } from '../in-turns.ts';

const log = logger('cache');

/** Milliseconds. The first screen comes first. */
const FIRST_MS = 2_000;
const TURN_MS = 3;
const PAUSE_MS = 12;

export type CheckBesideOptions = {
  db: Database;
  isDue: boolean;
  monotonic: () => number;
  /** Damage, or whatever else reading may end with. */
  failed: (error: unknown) => void;
  firstMs?: number;
};

/** Checks a large cache after an unclean end while it is in use. What it does not get to, the next start goes on with. */
export function checkBeside({ db, isDue, monotonic, failed, firstMs = FIRST_MS }: CheckBesideOptions) {
  let stopped = false;
  const check = async (): Promise<void> => {
    const started = monotonic();
    const done = await inTurns(checkInPieces(db, monotonic), {
      monotonic,
      turnMs: TURN_MS,
      pauseMs: PAUSE_MS,
      isStopped: () => stopped,
    });
    if (done)
      log.info('cache.checkedBeside', {
        rows: done.value,
        ms: Math.round(monotonic() - started),
        longestMs: Math.round(done.longestMs),
      });
  };
  const timer = isDue ? setTimeout(() => void check().catch(failed), firstMs) : undefined;
  return {
    stop(): void {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
