import type { Clock } from '../../../shared/lib/clock.ts';
import { batchSize } from '../cache/batch-size.ts';
import type { Cache } from '../cache/cache.ts';
import type { IndexUpkeep } from '../cache/index-upkeep.ts';
import { ingestInSteps, type Ingested, type OpenPage } from './ingest.ts';

/** Events. So few cost hardly more each than a thousand at once, and take a few milliseconds together. */
const FIRST = 32;
const MOST = 128;
const LEAST = 16;

export type TakingInOptions = { cache: Cache; clock: Clock; upkeep: IndexUpkeep };

/**
 * Writes a page in parts of a few milliseconds, and merges the index between them: what the screen asks meanwhile is
 * answered between two steps.
 */
export function takingIn({ cache, clock, upkeep }: TakingInOptions) {
  const pace = { ...batchSize(FIRST, MOST, LEAST), now: clock.monotonic };
  return function* (page: OpenPage, incarnation: string | null): Generator<void, Ingested> {
    const parts = ingestInSteps(cache, page, incarnation, pace);
    for (;;) {
      const part = parts.next();
      if (part.done) return part.value;
      yield;
      upkeep.step();
      yield;
    }
  };
}
