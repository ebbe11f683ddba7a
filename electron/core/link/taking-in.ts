import type { Clock } from '../../../shared/lib/clock.ts';
import { batchSize } from '../cache/batch-size.ts';
import type { Cache } from '../cache/cache.ts';
import type { IndexUpkeep } from '../cache/search/index-upkeep.ts';
import { ingestInSteps, type Ingested, type OpenPage } from './ingest.ts';

/** Events. Fewer at once are written again and again to the same pages: 512 cost a fifth more than 1,000, 256 two thirds. */
const LEAST = 512;
const MOST = 1_000;
/** Milliseconds that a part may take: while somebody asks, and while nobody does, who might begin to at any moment. */
const ASKED_MS = 8;
const QUIET_MS = 40;

export type TakingInOptions = {
  cache: Cache;
  clock: Clock;
  upkeep: IndexUpkeep;
  /** Somebody asks for something. */
  isBusy?: () => boolean;
  /** The journal may have to be carried over. */
  between?: () => void;
};

/**
 * Reads and writes a page in parts of a few milliseconds: what the screen asks meanwhile is answered between two steps. The
 * index is merged between them only when it consists of many parts.
 */
export function takingIn({ cache, clock, upkeep, isBusy = () => false, between = () => {} }: TakingInOptions) {
  const pieceMs = (): number => (isBusy() ? ASKED_MS : QUIET_MS);
  const pace = { ...batchSize(LEAST, MOST, LEAST, pieceMs), now: clock.monotonic };
  return function* (page: OpenPage, incarnation: string | null): Generator<void, Ingested> {
    const parts = ingestInSteps(cache, page, incarnation, pace);
    for (;;) {
      const part = parts.next();
      if (part.done) return part.value;
      yield;
      for (let pieces = upkeep.due(); pieces > 0 && upkeep.step(); pieces--) yield;
      between();
      yield;
    }
  };
}
