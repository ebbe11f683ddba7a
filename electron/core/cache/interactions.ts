import type { Database } from 'better-sqlite3';
import type { Interaction } from '../../../shared/domain/case.ts';
import { versionedTable } from './versioned.ts';

export function interactionsTable(db: Database) {
  const byCustomer = db
    .prepare<[string], string>('SELECT json FROM interactions WHERE customer_id = ? ORDER BY id')
    .pluck();
  const removeSome = db.prepare<[string, number]>(
    'DELETE FROM main.interactions WHERE id IN (SELECT id FROM main.interactions WHERE customer_id = ? LIMIT ?)',
  );
  return {
    ...versionedTable<Interaction>(db, 'interactions', ({ id, version }) => ({ id, version }), {
      customer_id: r => r.customerId,
    }),
    ofCustomer: (customerId: string): Interaction[] =>
      byCustomer.all(customerId).map(json => JSON.parse(json) as Interaction),
    removeOf: (customerId: string): void => void removeSome.run(customerId, -1),
    /** At most `most`; answers how many went. */
    removeSome: (customerId: string, most: number): number => removeSome.run(customerId, most).changes,
  };
}
