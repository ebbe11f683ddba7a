// Whose a record is.
import type { IntakeOf, IntakeRecord } from '../../shared/contract/intake.ts';
import type { Customer, Identity } from '../../shared/domain/customer.ts';
import type { Channel } from '../../shared/domain/primitives.ts';
import { type Address, addressOf, type Region } from '../identity/address.ts';
import { match } from '../identity/match.ts';
import { pair, putCustomer, putIdentity, putLink, type State } from './state.ts';

export type Theirs = Exclude<IntakeRecord, IntakeOf<'customer' | 'agent' | 'edit' | 'delete'>>;
type Contact = {
  readonly channel: Channel;
  readonly written: string;
  readonly name: string | undefined;
  readonly followers: number | undefined;
};

const MAX_CANDIDATES = 20;

/** The customer's side of a record, where it names one. A withheld number is a contact without an address. */
export function contactOf(record: Theirs): Contact | null {
  if (record.type === 'call')
    return { channel: 'voice', written: record.number ?? '', name: record.name, followers: undefined };
  if (!record.party) return null;
  const channel = 'channel' in record.party ? record.party.channel : (record as IntakeOf<'post'>).channel;
  return { channel, written: record.party.address, name: record.party.name, followers: record.party.followers };
}

export function addressesOf(record: IntakeRecord, region: Region): Address[] {
  if (record.type === 'edit' || record.type === 'delete' || record.type === 'agent') return [];
  const contacts =
    record.type === 'customer'
      ? record.identities.map(({ channel, address }) => ({ channel, written: address }))
      : [contactOf(record)];
  return contacts.flatMap(contact => (contact && addressOf(contact.channel, contact.written, region)) ?? []);
}

export function customerRefOf(record: IntakeRecord): string | undefined {
  return 'customer' in record ? record.customer : undefined;
}

/**
 * The customer of a record: named by its source, or alone in having its address; else the unknown customer of that
 * address, made here where there is none. Null: the record names nobody.
 */
export function customerFor(state: State, record: Theirs): Customer | null {
  const named = namedCustomer(state, record);
  if (named) return named;
  const contact = contactOf(record);
  if (!contact) return null;
  const address = addressOf(contact.channel, contact.written, state.region);
  if (!address) return putCustomer(state, strangerNamed(state, contact.name ?? withoutAddress(contact), null, []));
  const identity = state.identities.get(pair(address.kind, address.address));
  const found = match({ known: identity?.known ?? [], strangerId: identity?.strangerId ?? null });
  if (found.customerId === null) {
    const candidates = found.kind === 'shared' ? found.candidates : [];
    return newStranger(state, contact, address, candidates, record.source);
  }
  const customer = state.customers.get(found.customerId);
  return customer ? refreshed(state, customer, contact, address) : null;
}

const withoutAddress = ({ channel, written }: Contact): string =>
  channel === 'voice' ? 'Number withheld' : written.trim() || 'No address';

function namedCustomer(state: State, record: Theirs): Customer | null {
  const named = (record.customer && state.named.get(record.customer)) || [];
  const own = named.find(({ source }) => source === record.source);
  // Another source's number for a customer counts only if no third source uses it for somebody else.
  const only = new Set(named.map(({ customerId }) => customerId)).size === 1 ? named[0] : undefined;
  const customerId = (own ?? only)?.customerId;
  return (customerId && state.customers.get(customerId)) || null;
}

function newStranger(
  state: State,
  contact: Contact,
  address: Address,
  candidates: readonly string[],
  by: string,
): Customer {
  const before = state.identities.get(pair(address.kind, address.address));
  const shared = candidates.length > 1;
  const identity: Identity = {
    id: before?.id ?? state.id(),
    channel: contact.channel,
    address: address.address,
    display: contact.written.trim().slice(0, 1_000),
    sureness: shared ? 'shared' : 'likely',
    sharedBy: Math.max(1, candidates.length),
    followers: contact.followers ?? null,
    evidence: [{ at: state.now, kind: 'first-contact', by }],
  };
  const customer = strangerNamed(state, contact.name?.trim() || identity.display, identity, candidates);
  putCustomer(state, customer);
  putIdentity(state, { ...address, id: identity.id, strangerId: customer.id, known: before?.known ?? [] });
  putLink(state, customer, identity);
  return customer;
}

function strangerNamed(state: State, name: string, identity: Identity | null, candidates: readonly string[]): Customer {
  return {
    id: state.id(),
    version: 1,
    name: name.slice(0, 1_000),
    known: false,
    language: null,
    timeZone: null,
    value: null,
    identities: identity ? [identity] : [],
    candidates: namesOf(state, candidates),
  };
}

export const namesOf = (state: State, ids: readonly string[]): Customer['candidates'] =>
  ids.slice(0, MAX_CANDIDATES).map(customerId => ({
    customerId,
    name: state.customers.get(customerId)?.name ?? 'Unknown',
  }));

/** A name for who was an address only, and how many follow them now. Nothing else is learnt from a contact. */
function refreshed(state: State, customer: Customer, contact: Contact, { address }: Address): Customer {
  const own = customer.identities.find(identity => identity.address === address);
  const followers = contact.followers ?? own?.followers ?? null;
  const unnamed = !customer.known && own !== undefined && customer.name === own.display;
  const name = (unnamed && contact.name?.trim()) || customer.name;
  if (!own || (name === customer.name && followers === own.followers)) return customer;
  const identities = customer.identities.map(one => (one === own ? { ...one, followers } : one));
  return putCustomer(state, { ...customer, name, identities, version: customer.version + 1 });
}
