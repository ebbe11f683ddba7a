import type { Database } from 'better-sqlite3';
import type { Interaction } from '../../../shared/domain/case.ts';
import { versionedTable } from './versioned.ts';

export function interactionsTable(db: Database) {
  const byCustomer = db
    .prepare<[string], string>('SELECT json FROM interactions WHERE customer_id = ? ORDER BY id')
    .pluck();
  const removeOf = db.prepare('DELETE FROM interactions WHERE customer_id = ?');
  return {
    ...versionedTable<Interaction>(db, 'interactions', ({ id, version }) => ({ id, version }), {
      customer_id: r => r.customerId,
    }),
    ofCustomer: (customerId: string): Interaction[] =>
      byCustomer.all(customerId).map(json => JSON.parse(json) as Interaction),
    removeOf(customerId: string): void {
      removeOf.run(customerId);
    },
  };
}
