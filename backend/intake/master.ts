// A master record: the company's own list says who somebody is and which addresses are theirs.
import type { IntakeOf, IntakeResult } from '../../shared/contract/intake.ts';
import type { Customer, Identity } from '../../shared/domain/customer.ts';
import { type Address, addressOf } from '../identity/address.ts';
import { mayJoin } from '../identity/match.ts';
import { ERASED, refused } from './parse.ts';
import { type KnownIdentity, pair, putCustomer, putIdentity, putLink, type State } from './state.ts';
import { namesOf } from './who.ts';

type Master = IntakeOf<'customer'>;
type Claim = { readonly address: Address; readonly given: Master['identities'][number] };

/** With more owners than this only the newest carries the exact count: a number of thousands is nobody's. */
const MAX_TOLD = 20;

export type Mastered = { readonly result: IntakeResult; readonly joins: readonly Join[] };
/** The history of an unknown customer that goes to the known one. */
export type Join = { readonly from: string; readonly to: string };

export function putMaster(state: State, record: Master): Mastered {
  const { source, externalId } = record;
  if (state.had.has(pair(source, externalId))) return { result: { outcome: 'already-there', externalId }, joins: [] };
  if (state.erased.has(pair(source, externalId))) return { result: refused(externalId, ERASED), joins: [] };
  const id = state.id();
  const claims = claimsOf(state, record);
  const identities = claims.map(claim => identityOf(state, claim, source));
  const customer = putCustomer(state, customerOf(record, id, identities));
  const joins = claims.flatMap((claim, i) => claimAddress(state, customer, claim, identities[i]!));
  state.had.set(pair(source, externalId), { type: 'customer', recordId: id, customerId: id });
  state.named.set(externalId, [...(state.named.get(externalId) ?? []), { source, customerId: id }]);
  const key = { source, external_id: externalId, type: 'customer' };
  state.changes.put('intakeKey', { ...key, record_id: id, customer_id: id });
  return { result: { outcome: 'imported', externalId, entryId: null, customerId: id, workItemId: null }, joins };
}

/** Each address once, in any notation; what holds no address ("n/a") links to nobody. */
function claimsOf(state: State, record: Master): Claim[] {
  const claims = new Map<string, Claim>();
  for (const given of record.identities) {
    const address = addressOf(given.channel, given.address, state.region);
    if (address && !claims.has(pair(address.kind, address.address)))
      claims.set(pair(address.kind, address.address), { address, given });
  }
  return [...claims.values()];
}

function identityOf(state: State, { address, given }: Claim, by: string): Identity {
  const before = state.identities.get(pair(address.kind, address.address));
  const owners = (before?.known.length ?? 0) + 1;
  return {
    id: before?.id ?? state.id(),
    channel: given.channel,
    address: address.address,
    display: given.address.trim(),
    sureness: owners > 1 ? 'shared' : 'proven',
    sharedBy: owners,
    followers: given.followers ?? null,
    evidence: [{ at: state.now, kind: 'master-record', by }],
  };
}

function customerOf(record: Master, id: string, identities: Identity[]): Customer {
  const { name, language, timeZone, value } = record;
  const facts = { language: language ?? null, timeZone: timeZone ?? null, value: value ?? null };
  return { id, version: 1, name, known: true, ...facts, identities, candidates: [] };
}

function claimAddress(state: State, customer: Customer, { address }: Claim, identity: Identity): Join[] {
  const before = state.identities.get(pair(address.kind, address.address));
  const owners = { known: before?.known ?? [], strangerId: before?.strangerId ?? null };
  const joins = mayJoin(owners, customer.id) && owners.strangerId ? [{ from: owners.strangerId, to: customer.id }] : [];
  const known = [...owners.known, customer.id];
  const strangerId = joins.length > 0 ? null : owners.strangerId;
  const after: KnownIdentity = { ...address, id: identity.id, strangerId, known };
  putIdentity(state, after);
  putLink(state, customer, identity);
  if (owners.known.length > 0 && known.length <= MAX_TOLD) tellOwners(state, after, owners.known);
  return joins;
}

/** An address that was one customer's is now shared: the others' records say so, and its unknown customer names them. */
function tellOwners(state: State, { id, known, strangerId }: KnownIdentity, others: readonly string[]): void {
  for (const ownerId of others) {
    const owner = state.customers.get(ownerId);
    if (!owner) continue;
    const identities = owner.identities.map(one =>
      one.id === id ? { ...one, sureness: 'shared' as const, sharedBy: known.length } : one,
    );
    putCustomer(state, { ...owner, identities, version: owner.version + 1 });
  }
  const stranger = strangerId && state.customers.get(strangerId);
  if (!stranger) return;
  const identities = stranger.identities.map(one => (one.id === id ? { ...one, sharedBy: known.length } : one));
  putCustomer(state, { ...stranger, identities, candidates: namesOf(state, known), version: stranger.version + 1 });
}
