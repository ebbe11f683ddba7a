import type { CustomerGrant, FeedEvent } from '../../../shared/contract/wire.ts';
import type { Entry } from '../../../shared/domain/entry.ts';
import type { Cache } from '../cache/cache.ts';
import type { Reach } from '../cache/completeness.ts';
import { eraseRows, putOff, unlessErased } from '../cache/erasing/erase.ts';
import { forgetCustomer } from '../cache/keeping/prune.ts';
import { changeList } from './changes.ts';

/** Somebody waits for what is being written: the caller's transaction is to be taken back. */
export class Awaited extends Error {
  override readonly name = 'Awaited';
}

/**
 * Applies events to the cache inside the caller's transaction. Throws Awaited as soon as `isAwaited`. Entries are gathered and written together at `finish`, in
 * the order that the tables and the index like; a revocation writes them first, so that it also reaches them.
 */
export function applier(cache: Cache, isAwaited: () => boolean = () => false) {
  const goOn = (): void => {
    if (isAwaited()) throw new Awaited('somebody waits');
  };
  const changes = changeList();
  let entries: Entry[] = [];
  const stored: Entry[] = [];
  const near = new Set<string>();

  const flush = (): void => {
    const someLost = cache.setAside.count() > 0;
    for (const entry of cache.entries.putMany(entries, goOn)) {
      stored.push(entry);
      if (someLost) cache.setAside.resolve(entry.id);
      changes.add({ topic: 'timeline', customerId: entry.customerId });
    }
    entries = [];
  };

  const grant = ({ customer, cases, interactions, entries: newest, older }: CustomerGrant): void => {
    cache.customers.put(customer);
    for (const one of cases) cache.cases.put(one);
    for (const one of interactions) cache.interactions.put(one);
    entries.push(...newest);
    const first = newest[0];
    const reached = first ? { at: first.at, id: first.id } : null;
    cache.completeness.put(customer.id, furtherBack(cache.completeness.get(customer.id), { reached, older }));
    changes.add({ topic: 'customer', customerId: customer.id });
    changes.add({ topic: 'timeline', customerId: customer.id });
  };

  const workOf = (customerId: string): void => {
    near.add(customerId);
    changes.add({ topic: 'work' });
  };

  const apply = (given: FeedEvent): void => {
    goOn();
    const event = unlessErased(cache, given);
    if (!event || putOff(cache, event)) return;
    switch (event.kind) {
      case 'customer.erased':
        flush();
        eraseRows(cache, event.erasure);
        changes.add({ topic: 'customer', customerId: event.erasure.customerId });
        changes.add({ topic: 'timeline', customerId: event.erasure.customerId });
        changes.add({ topic: 'mentions' });
        return changes.add({ topic: 'work' });
      case 'customer.granted':
        return grant(event.grant);
      case 'customer.revoked':
        flush();
        forgetCustomer(cache, event.customerId);
        changes.add({ topic: 'customer', customerId: event.customerId });
        return changes.add({ topic: 'timeline', customerId: event.customerId });
      case 'customer.changed':
        if (cache.customers.put(event.customer)) changes.add({ topic: 'customer', customerId: event.customer.id });
        return;
      case 'case.changed':
        if (cache.cases.put(event.case)) changes.add({ topic: 'customer', customerId: event.case.customerId });
        return;
      case 'interaction.changed':
        if (cache.interactions.put(event.interaction))
          changes.add({ topic: 'customer', customerId: event.interaction.customerId });
        return;
      case 'entry.changed':
        entries.push(event.entry);
        return;
      case 'work.changed':
        if (cache.workItems.put(event.workItem)) workOf(event.workItem.customerId);
        return;
      case 'offer.changed':
        if (cache.offers.put(event.offer)) workOf(event.offer.customerId);
        return;
      case 'presence.changed':
        if (cache.presences.put(event.presence)) changes.add({ topic: 'presence' });
        return;
      case 'agent.changed':
        if (cache.agents.put(event.agent)) changes.add({ topic: 'session' });
        return;
      case 'queue.changed':
        if (cache.queues.put(event.queue)) changes.add({ topic: 'session' });
        return;
      case 'mention.changed':
        if (cache.mentions.put(event.mention)) changes.add({ topic: 'mentions' });
        return;
      case 'introduction.changed':
        if (cache.introductions.put(event.introduction)) changes.add({ topic: 'introductions' });
        return;
      case 'team.changed':
        if (cache.teams.put(event.team)) changes.add({ topic: 'session' });
        return;
    }
  };

  return {
    apply,
    finish() {
      flush();
      return { changes: changes.all(), entries: stored, near: [...near] };
    },
  };
}

/** A customer granted again brings the newest page once more; what was loaded further back stays good. */
function furtherBack(had: Reach | null, given: Reach): Reach {
  if (!had) return given;
  if (!had.reached || !given.reached) return had.older === 0 ? had : given;
  const [a, b] = [had.reached, given.reached];
  return a.at < b.at || (a.at === b.at && a.id <= b.id) ? had : given;
}
