import type { Database } from 'better-sqlite3';
import type { Customer } from '../../../shared/domain/customer.ts';
import { versionedTable } from './versioned.ts';

export function customersTable(db: Database) {
  const remove = db.prepare('DELETE FROM customers WHERE id = ?');
  return {
    ...versionedTable<Customer>(db, 'customers', ({ id, version }) => ({ id, version })),
    remove: (customerId: string): boolean => remove.run(customerId).changes > 0,
  };
}
