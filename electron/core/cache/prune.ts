import type { Cache } from './cache.ts';

/** Keeps a customer's newest `keep` entries; what goes is counted as older entries not loaded, in the same transaction. */
export function evictOlder(cache: Cache, customerId: string, keep: number): number {
  return cache.write(() => {
    const kept = cache.entries.newest(customerId, keep);
    const reach = cache.completeness.get(customerId);
    const first = kept[0];
    if (!first || !reach) return 0;
    const place = { at: first.at, id: first.id };
    const gone = cache.entries.removeBefore(customerId, place);
    if (gone > 0) cache.completeness.put(customerId, { reached: place, older: reach.older + gone });
    return gone;
  });
}

/** A customer this desk may no longer see: nothing of them stays. */
export function forgetCustomer(cache: Cache, customerId: string): void {
  cache.entries.removeBefore(customerId, { at: Number.MAX_SAFE_INTEGER, id: '' });
  for (const table of [cache.cases, cache.interactions, cache.completeness, cache.setAside]) table.removeOf(customerId);
  cache.customers.remove(customerId);
}

/** Everything that came by the feed. What the agent said and chose lives in the outbox's file and is not touched. */
export function forgetAll(cache: Cache): void {
  const { entries, customers, cases, interactions, workItems, offers, presences, queues, agents } = cache;
  for (const table of [entries, customers, cases, interactions, workItems, offers, presences, queues, agents])
    table.clear();
  cache.completeness.clear();
  cache.setAside.clear();
}
