import type { Clock } from '../../../shared/lib/clock.ts';
import { batchSize } from '../cache/batch-size.ts';
import type { Cache } from '../cache/cache.ts';
import { settled, type Wait } from '../cache/settled.ts';
import type { IndexUpkeep } from '../cache/search/index-upkeep.ts';
import { gathering, ingestInSteps, type Ingested, type OpenPage } from './ingest.ts';

/**
 * While somebody asks: events in a part, as few as take so many milliseconds, whatever they cost. While nobody does a page is one
 * part, for in parts of 512 the same pages of the file are written again and again, and catching up takes a quarter longer; the
 * first to ask breaks it off, and waits no longer than for its last step, which is the writing of what has been changed.
 */
const ASKED = { first: 64, least: 8, most: 1_000, ms: 8 };
/** What has been changed of so many is written within some 10 ms, sealed, in a cache of a million. It costs no more in all. */
const MOST_CUSTOMERS = 128;

export type TakingInOptions = {
  cache: Cache;
  clock: Clock;
  upkeep: IndexUpkeep;
  /** Somebody asks for something. */
  isBusy?: () => boolean;
  /** Somebody has asked for something and has not been heard yet. */
  isAwaited?: () => boolean;
  /** The journal may have to be carried over; where it must be waited for, a promise. */
  between?: () => Promise<void> | void;
};

/**
 * Reads and writes a page in parts of a few milliseconds: what the screen asks meanwhile is answered between two steps. The
 * index is merged between them only when it consists of many parts.
 */
export function takingIn(options: TakingInOptions) {
  const { cache, clock, upkeep, isBusy = () => false, isAwaited = () => false, between = () => {} } = options;
  const asked = batchSize(ASKED.first, ASKED.most, ASKED.least, () => ASKED.ms);
  /** Of a page in whose middle the connection was lost. */
  const untold = gathering();
  let isAsked = false;
  const pace = {
    size(): number {
      isAsked = isBusy();
      return isAsked ? asked.size() : Number.POSITIVE_INFINITY;
    },
    customers: MOST_CUSTOMERS,
    took(ms: number): void {
      if (isAsked) asked.took(ms);
    },
    now: clock.monotonic,
    isAwaited: () => !isAsked && isAwaited(),
  };
  /** What a thread of its own is writing is not waited for in the file's lock, where nobody is answered. */
  function* free(): Generator<Wait> {
    const ended = cache.writing.ended();
    if (ended) yield ended;
  }
  /** Here while nobody asks, for between two connections the same pages are read twice. */
  function* mergedOne(): Generator<Wait, boolean> {
    if (!isBusy()) return upkeep.step(true);
    if (!cache.work.isBeside) return upkeep.step();
    return yield* settled(cache.writing.during(upkeep.stepBeside(cache.work)));
  }
  /** Merges where the index has come into many parts, and lets the journal be carried over. */
  function* upkeepDue(): Generator<Wait> {
    yield* free();
    for (let pieces = upkeep.due(); pieces > 0 && (yield* mergedOne()); pieces--) yield;
    yield between();
    yield* free();
  }
  return function* (page: OpenPage, incarnation: string | null): Generator<Wait, Ingested> {
    yield* free();
    // After the pages before, of which everybody has been told; before the last one nothing: it may ring.
    if (page.left > 0) yield* upkeepDue();
    const parts = ingestInSteps(cache, page, incarnation, pace, untold);
    for (;;) {
      const part = parts.next();
      if (part.done) return part.value;
      yield;
      yield* upkeepDue();
    }
  };
}
