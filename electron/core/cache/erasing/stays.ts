// Work of who was erased goes on, without a history: what of it was told empty before this desk heard of the erasure.
import type { FeedEvent } from '../../../../shared/contract/wire.ts';
import type { Customer } from '../../../../shared/domain/customer.ts';
import { ERASED_NAME } from '../../../../shared/domain/erasure.ts';
import type { Offer } from '../../../../shared/domain/offer.ts';
import type { WorkItem } from '../../../../shared/domain/work.ts';
import type { Cache } from '../cache.ts';
import { callsIn } from '../calls.ts';

const isEmpty = ({ customerName, subject, from }: WorkItem | Offer): boolean =>
  customerName === ERASED_NAME && subject === '' && from === '';

/**
 * A desk that begins anew after an erasure is told the empty records first, and of the erasure when it signs in next: nobody
 * tells them once more then. `there`: the empty record of the customer. Only what says nothing; and nothing where no work is
 * open, for then nobody sees the customer any more.
 */
export function whatStays(cache: Cache, there: Customer): FeedEvent[] {
  const work = cache.workItems.unfinishedOf(there.id).filter(isEmpty);
  if (work.length === 0) return [];
  const callOf = callsIn(cache.db);
  const interactions = cache.interactions.ofCustomer(there.id).filter(({ subject }) => subject === null);
  const calls = interactions.flatMap(({ id }) => callOf(there.id, id) ?? []);
  return [
    { kind: 'customer.changed', customer: there },
    ...cache.cases
      .ofCustomer(there.id)
      .filter(({ subject }) => subject === '')
      .map(one => ({ kind: 'case.changed', case: one }) as const),
    ...interactions.map(interaction => ({ kind: 'interaction.changed', interaction }) as const),
    ...calls
      .filter(({ author, text, call }) => author.name === ERASED_NAME && text === '' && call.number === null)
      .map(entry => ({ kind: 'entry.changed', entry }) as const),
    ...work.map(workItem => ({ kind: 'work.changed', workItem }) as const),
    ...cache.offers
      .ringingOf(there.id)
      .filter(isEmpty)
      .map(offer => ({ kind: 'offer.changed', offer }) as const),
  ];
}

/** As if it were told now. */
export function putStays(cache: Cache, event: FeedEvent): void {
  switch (event.kind) {
    case 'customer.changed':
      return void cache.customers.put(event.customer);
    case 'case.changed':
      return void cache.cases.put(event.case);
    case 'interaction.changed':
      return void cache.interactions.put(event.interaction);
    case 'entry.changed':
      return void cache.entries.putMany([event.entry]);
    case 'work.changed':
      return void cache.workItems.put(event.workItem);
    case 'offer.changed':
      return void cache.offers.put(event.offer);
    default:
      throw new Error(`${event.kind} is no record of work`);
  }
}
