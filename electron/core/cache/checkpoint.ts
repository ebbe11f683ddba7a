import type { Database } from 'better-sqlite3';
import { logger } from '../../../shared/lib/log.ts';
import { isFull } from './check.ts';

const log = logger('cache');

/** Quiet for this long, the journal is carried over into the file. */
const IDLE_MS = 250;
/** Bytes written since the last checkpoint, counted in pages of the journal, after which it runs without waiting. */
const JOURNAL_PAGES = 8_192;

/**
 * Keeps checkpoints off the way of a page: they are the stalls of a filling cache. Runs when nothing was written for a
 * moment, or when the journal has grown to 64 MB.
 */
export function checkpointer(db: Database) {
  let timer: NodeJS.Timeout | undefined;
  const run = (): void => {
    clearTimeout(timer);
    timer = undefined;
    const started = performance.now();
    try {
      const [result] = db.pragma('wal_checkpoint(PASSIVE)') as { busy: number; log: number; checkpointed: number }[];
      const ms = Math.round(performance.now() - started);
      if (ms > 50) log.info('cache.checkpointed', { pages: result?.checkpointed, ms });
    } catch (error) {
      // The journal keeps what could not be carried over; the next page that has room brings the next attempt.
      if (!isFull(error)) throw error;
      log.warn('cache.notCheckpointed', {}, error);
    }
  };
  return {
    /** After each committed page. */
    wrote(): void {
      if (db.memory) return;
      clearTimeout(timer);
      const [journal] = db.pragma('wal_checkpoint(NOOP)') as { log: number; checkpointed: number }[];
      if (journal && journal.log - journal.checkpointed > JOURNAL_PAGES) return run();
      timer = setTimeout(run, IDLE_MS);
    },
    stop(): void {
      clearTimeout(timer);
    },
  };
}
export type Checkpointer = ReturnType<typeof checkpointer>;
