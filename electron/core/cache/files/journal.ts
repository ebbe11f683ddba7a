import { logger } from '../../../../shared/lib/log.ts';
import { type BesideWriting, besideWriting } from './beside-writing.ts';
import { isFull } from './check.ts';
import type { Database } from './driver.ts';
import { type FileWork, fileWorkHere } from './file-work.ts';

const log = logger('cache');

/**
 * Pages that a thread of its own is let carry over together, 64 MB: nobody waits for it, and what is written again meanwhile is
 * carried over once.
 */
export const BESIDE_PAGES = 8_192;
/** Logged when it took longer, in milliseconds. */
const LONG_MS = 50;

/** What is written stands in the journal first. A read takes no notice; a journal that nobody carries over only grows. */
export function journalOf(db: Database, work: FileWork = fileWorkHere(db), writing: BesideWriting = besideWriting()) {
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
    isBeside: work.isBeside,
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
        if (ms > LONG_MS) log.info('cache.checkpointed', { pages: waiting, ms, beside: work.isBeside });
      };
      try {
        const begun = work.carry();
        if (!begun) return done();
        carrying = begun.then(done, unlessFull).finally(() => (carrying = null));
        return carrying;
      } catch (error) {
        unlessFull(error);
      }
    },
    /** Carries the rest over and leaves an empty file; only while nobody else is carrying. */
    empty(): Promise<void> | void {
      const begun = work.empty();
      if (!begun) return;
      carrying = writing.during(begun).finally(() => (carrying = null));
      return carrying;
    },
  };
}
export type Journal = ReturnType<typeof journalOf>;
