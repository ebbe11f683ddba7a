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
  const pages = (): number => {
    if (db.memory) return 0;
    const [journal] = db.pragma('wal_checkpoint(NOOP)') as { log: number; checkpointed: number }[];
    return journal ? journal.log - journal.checkpointed : 0;
  };

  return {
    isBeside: carrier.isBeside,
    /** Not in the file yet, 8 kB each. */
    pages,
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
