import type { Database } from 'better-sqlite3';

/** Words looked through of one customer: who has written more than these without an answer waits long enough. */
const MOST = 30;

export type Said = {
  readonly at: number;
  readonly id: string;
  readonly direction: 'in' | 'out';
  readonly about: string;
  /** Of our own words: how far they came; null: nobody has said. */
  readonly delivery: 'sent' | 'confirmed' | 'failed' | null;
};

/** The newest words to and from a customer, newest first. */
export function saidIn(db: Database) {
  const newest = db.prepare<[string], Said>(
    `SELECT at, id, direction, coalesce(json ->> 'interactionId', '') AS about,
       json -> 'delivery' ->> 'state' AS delivery
     FROM entries
     WHERE customer_id = ? AND direction IN ('in', 'out') AND kind IN ('post', 'message', 'email')
     ORDER BY at DESC, id DESC LIMIT ${MOST}`,
  );
  return (customerId: string): Said[] => newest.all(customerId);
}

const isOurs = ({ direction }: Said): boolean => direction === 'out';
const isUndelivered = ({ delivery }: Said): boolean => delivery === 'failed';

/** Our newest words in a conversation did not reach the customer. */
export const isNotDelivered = (said: readonly Said[], interactionId: string): boolean => {
  const newest = said.find(one => one.about === interactionId && isOurs(one));
  return newest !== undefined && isUndelivered(newest);
};

/**
 * Since when a conversation waits for us: the first of the customer's words after our last one; null: it does not. Words
 * that were not delivered are no answer.
 */
export function waitsSince(said: readonly Said[], interactionId: string): number | null {
  const own = said.filter(({ about }) => about === interactionId);
  const answered = own.findIndex(one => isOurs(one) && !isUndelivered(one));
  const unanswered = answered < 0 ? own : own.slice(0, answered);
  return unanswered.findLast(one => !isOurs(one))?.at ?? null;
}

/** Words of the customer in any conversation after `seenAt`, which is the time of the newest that was seen. */
export const unreadOf = (said: readonly Said[], seenAt: number): number =>
  said.filter(({ direction, at }) => direction === 'in' && at > seenAt).length;
