import type { Database } from 'better-sqlite3';
import type { Case } from '../../../shared/domain/case.ts';
import { versionedTable } from './versioned.ts';

export function casesTable(db: Database) {
  const byCustomer = db.prepare<[string], string>('SELECT json FROM cases WHERE customer_id = ? ORDER BY id').pluck();
  const removeOf = db.prepare('DELETE FROM cases WHERE customer_id = ?');
  return {
    ...versionedTable<Case>(db, 'cases', ({ id, version }) => ({ id, version }), { customer_id: r => r.customerId }),
    ofCustomer: (customerId: string): Case[] => byCustomer.all(customerId).map(json => JSON.parse(json) as Case),
    removeOf(customerId: string): void {
      removeOf.run(customerId);
    },
  };
}
