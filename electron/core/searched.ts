import type { SearchAnswer } from '../../shared/contract/bridge/search.ts';
import type { Cache } from './cache/cache.ts';

type Searched = Pick<SearchAnswer, 'searched' | 'from' | 'customers' | 'incompleteCustomers' | 'unindexed'>;

/** While entries arrive, what a search says of the whole cache may be so old: milliseconds. */
const FRESH_MS = 1_000;

/** What there is to search. Counted anew when something was written: a count walks as many rows as there are. */
export function searchedOver(cache: Cache, monotonic: () => number): () => Searched {
  const changes = cache.db.prepare<[], number>('SELECT total_changes()').pluck();
  const customers = cache.db.prepare<[], number>('SELECT count(*) FROM customers').pluck();
  let known: { searched: Searched; changes: number; at: number } | null = null;
  return () => {
    const now = changes.get()!;
    if (known && (known.changes === now || monotonic() - known.at < FRESH_MS)) return known.searched;
    const searched = {
      searched: cache.entries.places.count(),
      from: cache.entries.places.oldestAt(),
      customers: customers.get()!,
      incompleteCustomers: cache.completeness.incompleteCustomers(),
      unindexed: cache.entries.search.state.unindexed(),
    };
    known = { searched, changes: now, at: monotonic() };
    return searched;
  };
}
