import type { Case } from '../../../shared/domain/case.ts';
import type { Database } from './files/driver.ts';
import { namesTable, wordsOfCase } from './search/names.ts';
import { versionedTable } from './versioned.ts';

export function casesTable(db: Database) {
  const names = namesTable(db);
  const byCustomer = db.prepare<[string], string>('SELECT json FROM cases WHERE customer_id = ? ORDER BY id').pluck();
  const byNumber = db.prepare<[number], string>(`SELECT id FROM cases WHERE json ->> '$.number' = ?`).pluck();
  const removeOf = db.prepare('DELETE FROM cases WHERE customer_id = ?');
  const table = versionedTable<Case>(db, 'cases', ({ id, version }) => ({ id, version }), {
    customer_id: r => r.customerId,
  });
  const ofCustomer = (customerId: string): Case[] => byCustomer.all(customerId).map(json => JSON.parse(json) as Case);
  return {
    ...table,
    ofCustomer,
    idsOfNumber: (number: number): string[] => byNumber.all(number),
    put(matter: Case): boolean {
      const before = table.get(matter.id);
      const isNew = table.put(matter);
      if (isNew) names.change('case', matter.id, before ? wordsOfCase(before) : [], wordsOfCase(matter));
      return isNew;
    },
    removeOf(customerId: string): void {
      for (const one of ofCustomer(customerId)) names.change('case', one.id, wordsOfCase(one), []);
      removeOf.run(customerId);
    },
    clear(): void {
      table.clear();
      names.clear('case');
    },
  };
}
