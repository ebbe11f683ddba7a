import type { Database } from 'better-sqlite3';
import { logger } from '../../../../shared/lib/log.ts';
import { isFull } from './check.ts';
import type { IndexUpkeep } from '../search/index-upkeep.ts';

const log = logger('cache');

/** Quiet for this long, the index is merged and the journal carried over into the file. */
const IDLE_MS = 250;
/**
 * Pages of the journal that are not in the file yet, 8 kB each. SQLite carries all of them over in one step, which nothing
 * bounds: a page takes 10 to 25 µs, and the disk is waited for twice. `SOME`: carried over as soon as nobody asks for
 * anything. `MOST`: whoever asks; many short waits are better than one of seconds.
 */
const SOME_PAGES = 2_048;
const MOST_PAGES = 4_096;
/** Between two pieces of merging, each of some milliseconds: a large index takes minutes, and nobody waits for it. */
const PAUSE_MS = 30;
/** Logged when it took longer. */
const LONG_MS = 50;

/**
 * Keeps checkpoints off the way of a page and of a question: they are the stalls of a filling cache. Runs when nothing was
 * written for a moment and nobody asked; earlier only when the journal has grown. So is the index merged; a piece of it soon
 * after a page where it consists of many parts.
 */
export function checkpointer(db: Database, upkeep: IndexUpkeep, isBusy: () => boolean = () => false) {
  let timer: NodeJS.Timeout | undefined;
  let merging: NodeJS.Timeout | undefined;

  const checkpoint = (): void => {
    const started = performance.now();
    const [result] = db.pragma('wal_checkpoint(PASSIVE)') as { busy: number; log: number; checkpointed: number }[];
    const ms = Math.round(performance.now() - started);
    if (ms > LONG_MS) log.info('cache.checkpointed', { pages: result?.checkpointed, ms });
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
  /** Piece after piece while nobody asks, with pauses: a ring may come at any moment. Then the journal. */
  const rest = (): void => {
    unlessFull(() => {
      if (isBusy() && journalPages() <= MOST_PAGES) timer = setTimeout(rest, IDLE_MS);
      else if (upkeep.step()) {
        between();
        timer = setTimeout(rest, PAUSE_MS);
      } else checkpoint();
    });
  };
  const oneMerge = (): void => {
    merging = undefined;
    unlessFull(() => void (upkeep.due() > 0 && upkeep.step()));
  };
  const stop = (): void => {
    clearTimeout(timer);
    clearTimeout(merging);
    merging = undefined;
  };

  const between = (): void => {
    if (!db.memory && journalPages() > (isBusy() ? MOST_PAGES : SOME_PAGES)) unlessFull(checkpoint);
  };

  return {
    /** Between two parts of a page: a thousand entries of as many customers can be 20,000 pages of journal. */
    between,
    /** After each committed page. */
    wrote(): void {
      if (db.memory) return;
      clearTimeout(timer);
      between();
      // Not at once: what has come may ring, and is told first.
      merging ??= setTimeout(oneMerge, PAUSE_MS);
      timer = setTimeout(rest, IDLE_MS);
    },
    stop,
  };
}
export type Checkpointer = ReturnType<typeof checkpointer>;
