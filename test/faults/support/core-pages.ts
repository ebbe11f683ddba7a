// What core-writer.ts writes, and what those who end it therefore expect.
import type { Cache } from '../../../electron/core/cache/cache.ts';
import { ingest } from '../../../electron/core/link/ingest.ts';
import { entryChanged, messages, NOW, page } from '../../core/support/records.ts';

export const PER_PAGE = 20;
/** Newest entries of a customer that are never pruned. */
export const KEEP = 60;
export const CUSTOMERS = Array.from({ length: 7 }, (_, i) => `sam-${i}`);

/** A page is one customer's, whose turn comes every seventh time. */
export const writerOf = (page: number): string => CUSTOMERS[page % CUSTOMERS.length]!;
export const entryIdOf = (page: number, i: number): string => `e-${page}-${i}`;

/** Page `number` of the feed comes. */
export function takePage(cache: Cache, number: number): void {
  const had = cache.feedState.read().cursor;
  const customerId = writerOf(number);
  if (!cache.completeness.get(customerId)) cache.completeness.put(customerId, { reached: null, older: 0 });
  const entries = messages(customerId, PER_PAGE).map((entry, i) => ({
    ...entry,
    id: entryIdOf(number, i),
    at: NOW + number * 1_000 + i,
  }));
  ingest(cache, page(had, String(number), entries.map(entryChanged)));
}
