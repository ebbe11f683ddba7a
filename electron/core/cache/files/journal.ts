import { logger } from '../../../../shared/lib/log.ts';
import { isFull } from './check.ts';
import type { Database } from './driver.ts';

const log = logger('cache');

/** Carries over into the file what stands in the journal when it is asked; rejects with SQLite's error. */
export type Carrier = {
  /** In a thread of its own: whoever asks the core meanwhile is answered. */
  readonly isBeside: boolean;
  carry(): Promise<void> | void;
  /** Lets go of the file. */
  stop(): Promise<void>;
};

/** In the thread that asks, and in one step: for a core without threads, and where the file cannot be shared. */
export const carrierHere = (db: Database): Carrier => ({
  isBeside: false,
  carry: () => void db.pragma('wal_checkpoint(PASSIVE)'),
  stop: () => Promise.resolve(),
});

/**
 * Pages that a thread of its own is let carry over together, 64 MB: nobody waits for it, and what is written again meanwhile is
 * carried over once.
 */
export const BESIDE_PAGES = 8_192;
/** Logged when it took longer, in milliseconds. */
const LONG_MS = 50;

/** What is written stands in the journal first. A read takes no notice; a journal that nobody carries over only grows. */
export function journalOf(db: Database, carrier: Carrier = carrierHere(db)) {
  let carrying: Promise<void> | null = null;

  /** A full disk is no end: the journal keeps what could not be carried over, and the next page brings the next attempt. */
  const unlessFull = (error: unknown): void => {
    if (!isFull(error)) throw error;
    log.warn('cache.notCheckpointed', {}, error);
  };
  /** In pages: how much of it there is, and how much of that is not in the file yet. */
  const size = (): { all: number; waiting: number } => {
    if (db.memory) return { all: 0, waiting: 0 };
    const [journal] = db.pragma('wal_checkpoint(NOOP)') as { log: number; checkpointed: number }[];
    return journal ? { all: journal.log, waiting: journal.log - journal.checkpointed } : { all: 0, waiting: 0 };
  };
  const pages = (): number => size().waiting;

  return {
    isBeside: carrier.isBeside,
    /** Not in the file yet, 8 kB each. */
    pages,
    /** Of the journal's file: it begins anew once a moment comes in which all of it has been carried over. */
    length: (): number => size().all,
    isCarrying: (): boolean => carrying !== null,
    /** All that is in it by now; where it is being carried over already, what came meanwhile stays for the next time. */
    carry(): Promise<void> | void {
      if (db.memory) return;
      if (carrying) return carrying;
      const started = performance.now();
      const waiting = pages();
      const done = (): void => {
        const ms = Math.round(performance.now() - started);
        if (ms > LONG_MS) log.info('cache.checkpointed', { pages: waiting, ms, beside: carrier.isBeside });
      };
      try {
        const begun = carrier.carry();
        if (!begun) return done();
        carrying = begun.then(done, unlessFull).finally(() => (carrying = null));
        return carrying;
      } catch (error) {
        unlessFull(error);
      }
    },
    /** Carries the rest over and leaves an empty file; only while nobody else is carrying. */
    empty(): void {
      db.pragma('wal_checkpoint(TRUNCATE)');
    },
    stop: (): Promise<void> => carrier.stop(),
  };
}
export type Journal = ReturnType<typeof journalOf>;
