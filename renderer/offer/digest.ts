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

const isOfOffer = (item: TimelineItem, offer: Offer): boolean => item.entry.interactionId === offer.interactionId;

/**
 * The waiting call itself is no news to somebody whom it rings; what a colleague has done with it is. What was written is
 * what the offer is about.
 */
const isNews = (offer: Offer) => (item: TimelineItem) =>
  offer.channel !== 'voice' || offer.handover !== null || !isOfOffer(item, offer) || item.entry.at < offer.enteredAt;

export type Digest = { readonly full: readonly Row[]; readonly brief: readonly Entry[]; readonly all: number };

/** The newest entries, newest first: some as they stand in the timeline, more in one line each. */
export function digestOf({ page, completeness }: Conversation, offer: Offer): Digest {
  const items = page.items.filter(isNews(offer)).toReversed();
  const third = items.filter(item => item.entry.kind !== 'event')[FULL - 1];
  const end = third ? items.indexOf(third) + 1 : items.length;
  const full = items.slice(0, Math.min(end, MOST));
  const rest = items.slice(full.length, full.length + BRIEF);
  const rows = full.map((item, i) => {
    const above = full[i - 1]?.entry.at;
    const startsDay = above === undefined || dayOf(above) !== dayOf(item.entry.at);
    return { item, startsDay, thread: null, joined: false, source: null };
  });
  return { full: rows, brief: rest.map(item => item.entry), all: completeness.have };
}

const words = (entry: Entry): string => entry.text || (entry.kind === 'email' ? entry.email.subject : '');

export type Said = { readonly text: string; readonly at: number };

/**
 * The customer's own last words: of a call the last from before it, of what was written those that want an answer, and no
 * older ones in their place. Null: none are here.
 */
export function lastWords(conversation: Conversation | undefined, offer: Offer): Said | null {
  // Scrolled back, what is held does not reach as far as the offer.
  if (!conversation || conversation.page.newerCached > 0) return null;
  const inbound = conversation.page.items
    .filter(isNews(offer))
    .filter(item => offer.channel === 'voice' || isOfOffer(item, offer))
    .findLast(({ entry }) => entry.direction === 'in' && entry.deletedAt === null && words(entry) !== '');
  return inbound ? { text: words(inbound.entry), at: inbound.entry.at } : null;
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
