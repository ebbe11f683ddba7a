import type { Place } from '../../../../shared/contract/bridge.ts';
import type { Cache } from '../cache.ts';

/**
 * Removes at most `most` of a customer's oldest entries, those before `before` (the backend's time), and never of the
 * newest `keep`. What goes is counted as older entries not loaded, in the same transaction. Answers how many went.
 */
export function evictOldest(
  cache: Cache,
  customerId: string,
  { keep, before, most }: { keep: number; before: number; most: number },
): number {
  return cache.write(() => {
    const reach = cache.completeness.get(customerId);
    const spare = cache.entries.tallies.total(customerId) - Math.max(1, keep);
    if (!reach || spare <= 0) return 0;
    const end = cache.entries.placeAfterOldest(customerId, Math.min(spare, most));
    if (!end) return 0;
    const edge = end.at < before ? end : { at: before, id: '' };
    const gone = cache.entries.removeBefore(customerId, edge);
    const first = cache.entries.placeAfterOldest(customerId, 0);
    if (gone === 0) return 0;
    const older = reach.older + gone;
    cache.completeness.put(customerId, { reached: later(reach.reached, first), older, nextAt: edge.at });
    return gone;
  });
}

/** Entries may be held from before the place that was reached, and others be missing between: it never moves back. */
const later = (reached: Place | null, first: Place | null): Place | null =>
  reached && first && (reached.at > first.at || (reached.at === first.at && reached.id > first.id)) ? reached : first;

/** A customer this desk may no longer see: nothing of them stays. Of one who leaves the many rows go by and by. */
export function forgetCustomer(cache: Cache, customerId: string): void {
  if (!cache.leaving.has(customerId)) {
    cache.entries.removeBefore(customerId, { at: Number.MAX_SAFE_INTEGER, id: '' });
    for (const table of [cache.cases, cache.interactions]) table.removeOf(customerId);
  }
  for (const table of [cache.completeness, cache.setAside, cache.opened, cache.brought]) table.removeOf(customerId);
  for (const table of [cache.workItems, cache.offers]) table.removeOf(customerId);
  cache.customers.remove(customerId);
}

/**
 * Everything that came by the feed. What the agent said and chose lives in the outbox's file and is not touched. Inside the
 * caller's transaction; where it is much it is laid aside first, and goes by and by (see former.ts).
 */
export function forgetAll(cache: Cache): void {
  if (cache.former.isMuch()) cache.former.layAside();
  const { entries, customers, cases, interactions, workItems, offers, presences, queues, agents, teams, mentions } =
    cache;
  cache.introductions.clear();
  for (const table of [
    entries,
    customers,
    cases,
    interactions,
    workItems,
    offers,
    presences,
    queues,
    agents,
    teams,
    mentions,
  ])
    table.clear();
  cache.completeness.clear();
  cache.setAside.clear();
}
