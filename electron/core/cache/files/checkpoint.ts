import { logger } from '../../../../shared/lib/log.ts';
import type { Cache } from '../cache.ts';
import type { IndexUpkeep } from '../search/index-upkeep.ts';
import { isFull, isLocked } from './check.ts';
import { BESIDE_PAGES } from './journal.ts';

const log = logger('cache');

/** Quiet for this long, the index is merged and the journal carried over into the file. */
const IDLE_MS = 250;
/**
 * Pages of the journal that are not in the file yet, 8 kB each. SQLite carries all of them over in one step, which nothing
 * bounds: a page takes 10 to 25 µs, and the disk is waited for twice. Without a thread of its own `SOME` are carried over as soon
 * as nobody asks for anything, and `MOST` whoever asks: many short waits are better than one of seconds.
 */
const SOME_PAGES = 2_048;
const MOST_PAGES = 4_096;
/**
 * The feed then waits until they are carried over: a disk that is slower than the network would fill. And so it does where the
 * journal's file is as long, for while something is written all the time there is no moment in which it can begin anew. 256 MB.
 */
const TOO_MANY_PAGES = 32_768;
/** Between two pieces of merging, each of some milliseconds: a large index takes minutes, and nobody waits for it. */
const PAUSE_MS = 30;

/**
 * Keeps checkpoints off the way of a page and of a question: they are the stalls of a filling cache. Runs when nothing was
 * written for a moment and nobody asked; earlier only when the journal has grown. So is the index merged; a piece of it soon
 * after a page where it consists of many parts. By another thread where there is one: the first to ask waits for neither.
 */
export function checkpointer(
  { db, journal, work, writing }: Cache,
  upkeep: IndexUpkeep,
  isBusy: () => boolean = () => false,
) {
  let timer: NodeJS.Timeout | undefined;
  let merging: NodeJS.Timeout | undefined;
  let isStopped = false;

  /**
   * The index stays in its parts: on a full disk the next page brings the next attempt, in a locked file the next quiet moment.
   * Anything else ends the core, which looks at its file when it starts anew.
   */
  const notMerged = (error: unknown): void => {
    const isForNow = isLocked(error);
    if (!isFull(error) && !isForNow) throw error;
    log.warn('cache.notMerged', {}, error);
    if (!isForNow || isStopped) return;
    clearTimeout(timer);
    timer = setTimeout(rest, IDLE_MS);
  };
  /** One piece, after which `next` is told whether there is more; the file of a desk that stops is let go of. */
  const merge = (next: (isMore: boolean) => void): void => {
    if (work.isBeside)
      return void writing.during(upkeep.stepBeside(work)).then(isMore => {
        if (!isStopped) next(isMore);
      }, notMerged);
    try {
      next(upkeep.step());
    } catch (error) {
      notMerged(error);
    }
  };
  const most = (): number => (journal.isBeside ? BESIDE_PAGES : isBusy() ? MOST_PAGES : SOME_PAGES);
  const carryMany = (): Promise<void> | void => {
    const pages = journal.pages();
    if (pages <= most()) return;
    const carried = journal.carry();
    if (pages > TOO_MANY_PAGES) return carried;
  };
  /** As long as it gets shorter: on a full disk it does not. Once the desk stops nothing more is asked of its file. */
  const carryAll = async (): Promise<void> => {
    for (let before = Infinity; !isStopped && journal.pages() > 0 && journal.pages() < before;) {
      before = journal.pages();
      await journal.carry();
    }
  };
  /** Piece after piece while nobody asks, with pauses: a ring may come at any moment. Then the journal. */
  const rest = (): void => {
    if ((isBusy() && journal.pages() <= most()) || writing.isRunning()) {
      timer = setTimeout(rest, IDLE_MS);
      return;
    }
    merge(isMore => {
      if (!isMore) return void journal.carry();
      void carryMany();
      clearTimeout(timer); // of a page that came meanwhile
      timer = setTimeout(rest, PAUSE_MS);
    });
  };
  const oneMerge = (): void => {
    merging = undefined;
    if (!writing.isRunning() && upkeep.due() > 0) merge(() => {});
  };

  return {
    /**
     * Between two parts of a page: a thousand entries of as many customers can be 20,000 pages of journal. Where it answers with
     * a promise, the next part waits for that.
     */
    between: (): Promise<void> | void =>
      journal.length() > TOO_MANY_PAGES && journal.pages() > 0 ? carryAll() : carryMany(),
    /** After each committed page. */
    wrote(): void {
      if (db.memory) return;
      clearTimeout(timer);
      void carryMany();
      // Not at once: what has come may ring, and is told first.
      merging ??= setTimeout(oneMerge, PAUSE_MS);
      timer = setTimeout(rest, IDLE_MS);
    },
    stop(): void {
      isStopped = true;
      clearTimeout(timer);
      clearTimeout(merging);
      merging = undefined;
    },
  };
}
export type Checkpointer = ReturnType<typeof checkpointer>;
