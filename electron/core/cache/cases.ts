import type { Case } from '../../../shared/domain/case.ts';
import type { Database } from './files/driver.ts';
import { namesTable, wordsOfCase } from './search/names.ts';
import { versionedTable } from './versioned.ts';

export function casesTable(db: Database) {
  const names = namesTable(db);
  const byCustomer = db.prepare<[string], string>('SELECT json FROM cases WHERE customer_id = ? ORDER BY id').pluck();
  const byNumber = db.prepare<[number], string>(`SELECT id FROM cases WHERE json ->> '$.number' = ?`).pluck();
  const someOf = db
    .prepare<[string, number], string>('SELECT json FROM main.cases WHERE customer_id = ? LIMIT ?')
    .pluck();
  const removeOne = db.prepare<[string]>('DELETE FROM main.cases WHERE id = ?');
  const table = versionedTable<Case>(db, 'cases', ({ id, version }) => ({ id, version }), {
    customer_id: r => r.customerId,
  });
  const ofCustomer = (customerId: string): Case[] => byCustomer.all(customerId).map(json => JSON.parse(json) as Case);
  /** At most `most`; below 0: all. Answers how many went. */
  const removeSome = (customerId: string, most: number): number => {
    const some = someOf.all(customerId, most).map(json => JSON.parse(json) as Case);
    for (const one of some) {
      names.change('case', one.id, wordsOfCase(one), []);
      removeOne.run(one.id);
    }
    return some.length;
  };
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
    removeOf: (customerId: string): void => void removeSome(customerId, -1),
    removeSome,
    clear(): void {
      table.clear();
      names.clear('case');
    },
  };
}
