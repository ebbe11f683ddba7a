import type { Database } from 'better-sqlite3';
import type { Introduction } from '../../../shared/domain/introduction.ts';
import { versionedTable } from './versioned.ts';

export function introductionsTable(db: Database) {
  const ofShift = db
    .prepare<[string, number], string>(
      `SELECT json FROM introductions WHERE agent_id = ? AND shift_from = ? ORDER BY id`,
    )
    .pluck();
  return {
    ...versionedTable<Introduction>(db, 'introductions', ({ id, version }) => ({ id, version }), {
      agent_id: r => r.agentId,
      shift_from: r => r.shiftFrom,
    }),
    of: (agentId: string, shiftFrom: number): Introduction[] =>
      ofShift.all(agentId, shiftFrom).map(json => JSON.parse(json) as Introduction),
  };
}
