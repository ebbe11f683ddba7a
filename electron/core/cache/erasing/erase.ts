// What was erased goes, and stays away: whatever a backend sends of it afterwards, from a backup or too late.
import type { CustomerGrant, FeedEvent } from '../../../../shared/contract/wire.ts';
import type { Customer } from '../../../../shared/domain/customer.ts';
import type { Erasure } from '../../../../shared/domain/erasure.ts';
import type { Cache } from '../cache.ts';
import { forgetCustomer } from '../keeping/prune.ts';
import { putStays, whatStays } from './stays.ts';

/** Entries. Those of a customer with more go in pieces: so many take a few milliseconds. */
const AT_ONCE = 100;

/**
 * Inside the caller's transaction: the rows of an erased customer, or of one entry, are overwritten; of a customer with very
 * many they are hidden from everybody, and go in pieces (see leave.ts). Work that was already told anew, without its
 * history, is left alone.
 */
export function eraseRows(cache: Cache, erasure: Erasure): void {
  const { customerId, entryId } = erasure;
  const there = entryId === null ? cache.customers.get(customerId) : null;
  const knownBy = there && there.erasedAt === undefined ? namesOf(cache, there) : [];
  cache.db.pragma('secure_delete = ON');
  if (entryId !== null) {
    cache.entries.removeOne(entryId);
    cache.mentions.removeOfEntry(entryId);
  } else if (there?.erasedAt === undefined || !cache.erased.hasCustomer(customerId)) {
    // Heard of for the first time: an empty record that is there was read ahead, and what came between holds their words.
    const stays = there?.erasedAt === undefined ? [] : whatStays(cache, there);
    if (cache.entries.tallies.total(customerId) > AT_ONCE) {
      cache.leaving.begin(customerId);
      cache.entries.tallies.removeOf(customerId);
    }
    forgetCustomer(cache, customerId);
    cache.mentions.removeOf(customerId);
    sweepTables(cache, customerId);
    for (const event of stays) if (!putOff(cache, event)) putStays(cache, event);
  }
  cache.erased.begin(erasure, knownBy);
}

/** By which a search of the agent's own may name them. */
const namesOf = ({ cases }: Cache, { id, name, identities }: Customer): string[] => [
  name,
  ...identities.flatMap(({ address, display }) => [address, display]),
  ...cases.ofCustomer(id).map(({ number }) => String(number)),
];

/** Erased by their own code: their rows are many. The others hold nothing of anybody. */
const SWEPT_ELSEWHERE = ['entries', 'places', 'cases', 'interactions', 'erased', 'leaving', 'put_off'];

/** Whatever else is kept beside a customer's id, by whoever added it. */
function sweepTables({ db }: Cache, customerId: string): void {
  const tables = db
    .prepare<[string], string>(
      `SELECT s.name FROM sqlite_schema s JOIN pragma_table_info(s.name) c ON c.name = 'customer_id'
       WHERE s.type = 'table' AND s.name NOT IN (SELECT value FROM json_each(?))`,
    )
    .pluck();
  for (const table of tables.all(JSON.stringify(SWEPT_ELSEWHERE)))
    db.prepare(`DELETE FROM "${table}" WHERE customer_id = ?`).run(customerId);
}

/**
 * What of an event may be stored beside what was erased; null: nothing. Of an erased customer that is the empty record for
 * which work goes on, and with it the work, the case, the conversation and its call.
 */
export function unlessErased(cache: Cache, event: FeedEvent): FeedEvent | null {
  const { erased, customers } = cache;
  if (isAhead(cache, event)) return null;
  if (!erased.any()) return event;
  const isGone = (id: string): boolean => erased.hasCustomer(id) && customers.get(id)?.erasedAt === undefined;
  switch (event.kind) {
    case 'customer.granted':
      return grantUnlessErased(cache, event.grant);
    case 'customer.changed':
      return erased.hasCustomer(event.customer.id) && event.customer.erasedAt === undefined ? null : event;
    case 'case.changed':
      return isGone(event.case.customerId) ? null : event;
    case 'interaction.changed':
      return isGone(event.interaction.customerId) ? null : event;
    case 'work.changed':
      return isGone(event.workItem.customerId) ? null : event;
    case 'offer.changed':
      return isGone(event.offer.customerId) ? null : event;
    case 'mention.changed':
      return erased.hasCustomer(event.mention.customerId) || erased.hasEntry(event.mention.entryId) ? null : event;
    case 'entry.changed': {
      const { entry } = event;
      if (erased.hasEntry(entry.id)) return null;
      return erased.hasCustomer(entry.customerId) && (isGone(entry.customerId) || entry.kind !== 'call') ? null : event;
    }
    default:
      return event;
  }
}

/**
 * A grant is read when it is told: it may show an erasure that comes behind it in the log. Its empty record would stand there
 * as if the rows had gone already. It is told once more behind the erasure, with the work that goes on.
 */
function isAhead({ erased, customers }: Cache, event: FeedEvent): boolean {
  if (event.kind !== 'customer.granted' || event.grant.customer.erasedAt === undefined) return false;
  const { id } = event.grant.customer;
  const there = customers.get(id);
  return there !== null && there.erasedAt === undefined && !erased.hasCustomer(id);
}

function grantUnlessErased({ erased }: Cache, grant: CustomerGrant): FeedEvent | null {
  const { customer } = grant;
  const entries = grant.entries.filter(entry => !erased.hasEntry(entry.id));
  if (!erased.hasCustomer(customer.id)) return { kind: 'customer.granted', grant: { ...grant, entries } };
  if (customer.erasedAt === undefined) return null;
  return {
    kind: 'customer.granted',
    grant: { ...grant, entries: entries.filter(({ kind }) => kind === 'call'), older: 0 },
  };
}

/** While the rows of an erased customer are going, what is told anew of work in hand waits, but for the customer and the work. */
export function putOff({ leaving, customers }: Cache, event: FeedEvent): boolean {
  const customerId = aboutWhom(event);
  if (customerId === null || !leaving.has(customerId)) return false;
  if (event.kind === 'customer.granted') customers.put(event.grant.customer);
  leaving.putOff(customerId, event);
  return true;
}

function aboutWhom(event: FeedEvent): string | null {
  switch (event.kind) {
    case 'customer.granted':
      return event.grant.customer.id;
    case 'case.changed':
      return event.case.customerId;
    case 'interaction.changed':
      return event.interaction.customerId;
    case 'entry.changed':
      return event.entry.customerId;
    default:
      return null;
  }
}
