import type { Customer } from '../../../shared/domain/customer.ts';
import type { Database } from './files/driver.ts';
import { namesTable, wordsOfCustomer } from './search/names.ts';
import { versionedTable } from './versioned.ts';

export function customersTable(db: Database) {
  const names = namesTable(db);
  const remove = db.prepare('DELETE FROM customers WHERE id = ?');
  const table = versionedTable<Customer>(db, 'customers', ({ id, version }) => ({ id, version }));
  const wordsNow = (id: string): string[] => {
    const there = table.get(id);
    return there ? wordsOfCustomer(there) : [];
  };
  return {
    ...table,
    put(customer: Customer): boolean {
      const before = wordsNow(customer.id);
      const isNew = table.put(customer);
      if (isNew) names.change('customer', customer.id, before, wordsOfCustomer(customer));
      return isNew;
    },
    remove(customerId: string): boolean {
      names.change('customer', customerId, wordsNow(customerId), []);
      return remove.run(customerId).changes > 0;
    },
    clear(): void {
      table.clear();
      names.clear('customer');
    },
  };
}
