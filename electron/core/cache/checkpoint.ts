import type { Database } from 'better-sqlite3';
import { logger } from '../../../shared/lib/log.ts';
import { isFull } from './check.ts';
import type { IndexUpkeep } from './index-upkeep.ts';

const log = logger('cache');

/** Quiet for this long, the index is merged and the journal carried over into the file. */
const IDLE_MS = 250;
/** Bytes written since the last checkpoint, counted in pages of the journal, after which it runs without waiting. */
const JOURNAL_PAGES = 8_192;

/**
 * Keeps checkpoints off the way of a page: they are the stalls of a filling cache. Runs when nothing was written for a
 * moment, or when the journal has grown to 64 MB. A piece of the index is merged after each page, the rest when it is quiet.
 */
export function checkpointer(db: Database, upkeep: IndexUpkeep) {
  let timer: NodeJS.Timeout | undefined;
  let merging: NodeJS.Immediate | undefined;

  const checkpoint = (): void => {
    const started = performance.now();
    const [result] = db.pragma('wal_checkpoint(PASSIVE)') as { busy: number; log: number; checkpointed: number }[];
    const ms = Math.round(performance.now() - started);
    if (ms > 50) log.info('cache.checkpointed', { pages: result?.checkpointed, ms });
  };
  const unlessFull = (work: () => void): void => {
    try {
      work();
    } catch (error) {
      // The journal keeps what could not be carried over; the next page that has room brings the next attempt.
      if (!isFull(error)) throw error;
      log.warn('cache.notCheckpointed', {}, error);
    }
  };
  const journalPages = (): number => {
    const [journal] = db.pragma('wal_checkpoint(NOOP)') as { log: number; checkpointed: number }[];
    return journal ? journal.log - journal.checkpointed : 0;
  };
  /** Piece after piece, others between; then the journal. */
  const rest = (): void => {
    merging = undefined;
    unlessFull(() => {
      if (upkeep.step()) merging = setImmediate(rest);
      else checkpoint();
    });
  };
  const oneMerge = (): void => {
    merging = undefined;
    unlessFull(() => void upkeep.step());
  };
  const stop = (): void => {
    clearTimeout(timer);
    clearImmediate(merging);
    merging = undefined;
  };

  return {
    /** After each committed page. */
    wrote(): void {
      if (db.memory) return;
      stop();
      if (journalPages() > JOURNAL_PAGES) unlessFull(checkpoint);
      merging = setImmediate(oneMerge);
      timer = setTimeout(rest, IDLE_MS);
    },
    stop,
  };
}
export type Checkpointer = ReturnType<typeof checkpointer>;
