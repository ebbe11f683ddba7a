import type { Database } from 'better-sqlite3';
import type { EntryOf } from '../../../shared/domain/entry.ts';

/** Calls of one customer looked through for one of an interaction; its newest is nearly always the first. */
const MOST = 50;

/** The newest call of a conversation; null: its entry is not here. */
export function callsIn(db: Database) {
  const newest = db
    .prepare<[string], string>(
      `SELECT json FROM entries WHERE customer_id = ? AND kind = 'call' ORDER BY at DESC, id DESC LIMIT ${MOST}`,
    )
    .pluck();
  return (customerId: string, interactionId: string): EntryOf<'call'> | null =>
    newest
      .all(customerId)
      .map(json => JSON.parse(json) as EntryOf<'call'>)
      .find(entry => entry.interactionId === interactionId) ?? null;
}
