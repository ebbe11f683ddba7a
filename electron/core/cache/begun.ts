import type { Database } from 'better-sqlite3';
import { type Begun, begunFieldsSchema } from '../../../shared/contract/bridge/begun.ts';

type Row = { about: string; customers: string; json: string };
const begunOf = ({ about, customers, json }: Row): Begun => ({
  about,
  customerIds: JSON.parse(customers) as string[],
  fields: begunFieldsSchema.parse(JSON.parse(json)),
});

/** What stands in dialogs that are not done yet, by what each is about; it survives anything the outbox survives. */
export function begunTable(db: Database) {
  const all = db.prepare<[], Row>('SELECT about, customers, json FROM begun ORDER BY about');
  const one = db.prepare<[string], Row>('SELECT about, customers, json FROM begun WHERE about = ?');
  const write = db.prepare<Row>(
    `INSERT INTO begun (about, customers, json) VALUES (@about, @customers, @json)
     ON CONFLICT (about) DO UPDATE SET customers = excluded.customers, json = excluded.json`,
  );
  const remove = db.prepare<[string]>('DELETE FROM begun WHERE about = ?');
  const removeOf = db.prepare<[string]>(
    'DELETE FROM begun WHERE EXISTS (SELECT 1 FROM json_each(begun.customers) WHERE value = ?)',
  );
  const count = db.prepare<[], number>('SELECT count(*) FROM begun').pluck();
  return {
    all: (): Begun[] => all.all().map(begunOf),
    get(about: string): Begun | null {
      const row = one.get(about);
      return row ? begunOf(row) : null;
    },
    count: (): number => count.get()!,
    /** Without a word in any field it goes. */
    write({ about, customerIds, fields }: Begun): void {
      if (Object.values(fields).every(words => words === '')) remove.run(about);
      else write.run({ about, customers: JSON.stringify(customerIds), json: JSON.stringify(fields) });
    },
    remove(about: string): void {
      remove.run(about);
    },
    /** All that is about this customer, also beside others. Answers how many there were. */
    removeOfCustomer: (customerId: string): number => removeOf.run(customerId).changes,
  };
}
