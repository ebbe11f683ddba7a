import type { Database } from 'better-sqlite3';
import type { Mention } from '../../../shared/domain/mention.ts';
import { versionedTable } from './versioned.ts';

/** Shown at most. */
const NEWEST = 100;

export function mentionsTable(db: Database) {
  const newest = db
    .prepare<[string], string>(`SELECT json FROM mentions WHERE agent_id = ? ORDER BY at DESC, id DESC LIMIT ${NEWEST}`)
    .pluck();
  const removeOf = db.prepare<[string]>(`DELETE FROM mentions WHERE json ->> 'customerId' = ?`);
  const removeOfEntry = db.prepare<[string]>(`DELETE FROM mentions WHERE json ->> 'entryId' = ?`);
  return {
    ...versionedTable<Mention>(db, 'mentions', ({ id, version }) => ({ id, version }), {
      agent_id: r => r.agentId,
      at: r => r.at,
    }),
    removeOf: (customerId: string): void => void removeOf.run(customerId),
    removeOfEntry: (entryId: string): void => void removeOfEntry.run(entryId),
    /** Newest first. */
    of: (agentId: string): Mention[] => newest.all(agentId).map(json => JSON.parse(json) as Mention),
  };
}
