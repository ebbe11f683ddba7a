import type { Database } from 'better-sqlite3';
import type { Offer } from '../../../shared/domain/offer.ts';
import { versionedTable } from './versioned.ts';

/** More than an agent can have rung with since the newest ended offer. */
const NEWEST = 20;

export function offersTable(db: Database) {
  const newest = db
    .prepare<[string], string>(
      `SELECT json FROM offers WHERE agent_id = ? ORDER BY made_at DESC, id DESC LIMIT ${NEWEST}`,
    )
    .pluck();

  const ringingOf = db
    .prepare<[string], string>(
      `SELECT json FROM offers WHERE state = 'ringing' AND json ->> 'customerId' = ? ORDER BY id`,
    )
    .pluck();

  const removeOf = db.prepare<[string]>(`DELETE FROM offers WHERE json ->> 'customerId' = ?`);

  return {
    /** Of a customer whom this desk may not see any more. */
    removeOf: (customerId: string): void => void removeOf.run(customerId),
    ...versionedTable<Offer>(db, 'offers', ({ id, version }) => ({ id, version }), {
      agent_id: r => r.agentId,
      state: r => r.state,
      made_at: r => r.madeAt,
    }),
    ringingOf: (customerId: string): Offer[] => ringingOf.all(customerId).map(json => JSON.parse(json) as Offer),
    /** Newest first. */
    newestOf: (agentId: string): Offer[] => newest.all(agentId).map(json => JSON.parse(json) as Offer),
  };
}
