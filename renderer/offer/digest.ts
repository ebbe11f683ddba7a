// What an offer shows of the conversation before it. Pure.
import type { TimelineItem } from '../../shared/contract/bridge.ts';
import type { Customer, Identity } from '../../shared/domain/customer.ts';
import type { Entry } from '../../shared/domain/entry.ts';
import type { Offer } from '../../shared/domain/offer.ts';
import type { Conversation } from '../stores/conversations.ts';
import type { Row } from '../timeline/rows.ts';
import { dayOf } from '../timeline/rows.ts';

/** Entries shown in full, not counting events between them; all in full at most; those of one line after them. */
const FULL = 3;
const MOST = 6;
const BRIEF = 12;

/** The waiting call itself is no news to somebody whom it rings; what a colleague has done with it is. */
const isBefore = (offer: Offer) => (item: TimelineItem) =>
  offer.handover !== null || item.entry.interactionId !== offer.interactionId || item.entry.at < offer.enteredAt;

export type Digest = { readonly full: readonly Row[]; readonly brief: readonly Entry[]; readonly all: number };

/** The newest entries, newest first: some as they stand in the timeline, more in one line each. */
export function digestOf({ page, completeness }: Conversation, offer: Offer): Digest {
  const items = page.items.filter(isBefore(offer)).toReversed();
  const third = items.filter(item => item.entry.kind !== 'event')[FULL - 1];
  const end = third ? items.indexOf(third) + 1 : items.length;
  const full = items.slice(0, Math.min(end, MOST));
  const rest = items.slice(full.length, full.length + BRIEF);
  const rows = full.map((item, i) => {
    const above = full[i - 1]?.entry.at;
    const startsDay = above === undefined || dayOf(above) !== dayOf(item.entry.at);
    return { item, startsDay, thread: null, joined: false };
  });
  return { full: rows, brief: rest.map(item => item.entry), all: completeness.have };
}

/** The customer's own last words; null: none are here. */
export function lastWords(conversation: Conversation | undefined, offer: Offer): string | null {
  const inbound = conversation?.page.items
    .filter(isBefore(offer))
    .findLast(({ entry }) => entry.direction === 'in' && entry.text !== '' && entry.deletedAt === null);
  return inbound ? inbound.entry.text : null;
}

const digits = (address: string): string => address.replace(/[^\p{L}\p{N}@.]/gu, '').toLowerCase();

/** The identity that this offer comes from, by its address in any notation. */
export const identityOf = (customer: Customer, offer: Offer): Identity | undefined =>
  customer.identities.find(({ address, display }) =>
    [address, display].some(one => digits(one) === digits(offer.from)),
  );

/** One line for an entry. */
export function briefOf(entry: Entry): string {
  if (entry.kind === 'email') return entry.email.subject || entry.text;
  if (entry.kind === 'call') return [entry.call.wrapUp, entry.call.turns[0]?.text].find(Boolean) ?? '';
  return entry.text;
}
