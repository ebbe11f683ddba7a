// Customers of very many entries, erased in pieces: from the first on nobody reads a row of theirs, also after a kill.
import type { FeedEvent } from '../../../../shared/contract/wire.ts';
import type { Database } from '../files/driver.ts';

/** Tables whose rows go in pieces. A statement that names one of them without `main.` reads the rest. */
const IN_PIECES = ['entries', 'cases', 'interactions'] as const;

/**
 * While somebody leaves, temporary views stand before those tables, in whose place SQLite finds them: whoever reads, by
 * whatever statement, is not shown them. While nobody does there are no views, and nothing costs anything. Whoever writes
 * names the table itself (`main.entries`).
 */
export function leavingTable(db: Database) {
  const put = db.prepare<[string]>('INSERT OR IGNORE INTO leaving (customer_id) VALUES (?)');
  const remove = db.prepare<[string]>('DELETE FROM leaving WHERE customer_id = ?');
  const all = db.prepare<[], string>('SELECT customer_id FROM leaving ORDER BY customer_id').pluck();
  const putOff = db.prepare<[string, string]>('INSERT INTO put_off (customer_id, event) VALUES (?, ?)');
  const waiting = db
    .prepare<[string], string>('SELECT event FROM put_off WHERE customer_id = ? ORDER BY place')
    .pluck();
  const forget = db.prepare<[string]>('DELETE FROM put_off WHERE customer_id = ?');
  const hasView = db.prepare<[], number>(`SELECT count(*) FROM temp.sqlite_schema WHERE type = 'view'`).pluck();

  let customers: ReadonlySet<string> = new Set();
  db.function('is_leaving', { deterministic: true }, id => (customers.has(String(id)) ? 1 : 0));

  /** What is remembered follows what is stored; also after a transaction that was taken back. */
  const reread = (): void => {
    customers = new Set(all.all());
    const isHiding = hasView.get()! > 0;
    if (isHiding === customers.size > 0) return;
    for (const table of IN_PIECES)
      db.exec(
        isHiding
          ? `DROP VIEW temp.${table}`
          : `CREATE TEMP VIEW ${table} AS SELECT * FROM main.${table} WHERE NOT is_leaving(customer_id)`,
      );
  };
  reread();

  return {
    /** From here on nobody reads a row of theirs. Inside the caller's transaction. */
    begin(customerId: string): void {
      put.run(customerId);
      reread();
    },
    /** All of them are gone. Answers what was told anew meanwhile, in its order, to be applied now. */
    end(customerId: string): FeedEvent[] {
      const events = waiting.all(customerId).map(json => JSON.parse(json) as FeedEvent);
      forget.run(customerId);
      remove.run(customerId);
      reread();
      return events;
    },
    /** An empty record of work in hand would stand among the rows that go. */
    putOff(customerId: string, event: FeedEvent): void {
      putOff.run(customerId, JSON.stringify(event));
    },
    has: (customerId: string): boolean => customers.has(customerId),
    customers: (): ReadonlySet<string> => customers,
    reread,
  };
}
export type Leaving = ReturnType<typeof leavingTable>;
