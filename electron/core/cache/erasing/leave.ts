import type { Cache } from '../cache.ts';
import { batchSize } from '../batch-size.ts';
import type { FeedEvent } from '../../../../shared/contract/wire.ts';
import { carryJournal } from '../keeping/give-back.ts';
import type { Scrubbing } from './scrub.ts';

/** Milliseconds of a piece while nobody asks: fewer transactions end sooner, and whoever begins to ask waits for one of them. */
const UNASKED_MS = 20;
const MOST_UNASKED = 4_096;

/**
 * Rows of erased customers who have very many, in pieces of some milliseconds, a transaction each: a kill loses one of them, and
 * the next start goes on. `apply` is given, inside the last one's transaction, what was told anew meanwhile.
 */
export function* leave(
  cache: Cache,
  scrubbing: Scrubbing,
  apply: (events: readonly FeedEvent[]) => void,
): Generator<void> {
  const { entries, cases, interactions, leaving } = cache;
  if (leaving.customers().size > 0) cache.db.pragma('secure_delete = ON');
  for (const customerId of leaving.customers()) {
    for (const table of [entries, cases, interactions]) yield* inPieces(cache, scrubbing, table.removeSome, customerId);
    cache.write(() => apply(leaving.end(customerId)));
    yield;
  }
}

function* inPieces(
  cache: Cache,
  { monotonic, isBusy }: Scrubbing,
  removeSome: (customerId: string, most: number) => number,
  customerId: string,
): Generator<void> {
  const asked = batchSize(16, 256);
  const unasked = batchSize(16, MOST_UNASKED, 1, () => UNASKED_MS);
  for (;;) {
    const batch = isBusy() ? asked : unasked;
    const size = batch.size();
    const started = monotonic();
    const gone = cache.write(() => removeSome(customerId, size));
    batch.took(monotonic() - started);
    yield;
    yield* carryJournal(cache.journal);
    if (gone < size) return;
  }
}
