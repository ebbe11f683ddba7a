import type { Database } from 'better-sqlite3';

/** Milliseconds: noted again only after so long, because reading is far more frequent than this is exact. */
const AGAIN_MS = 60_000;

/** Which customers were read, and when, in milliseconds of the desk's own clock. Kept over a restart. */
export function openedTable(db: Database) {
  const put = db.prepare<{ customerId: string; at: number }>(
    `INSERT INTO opened (customer_id, at) VALUES (@customerId, @at)
     ON CONFLICT (customer_id) DO UPDATE SET at = excluded.at`,
  );
  const get = db.prepare<[string], number>('SELECT at FROM opened WHERE customer_id = ?').pluck();
  const since = db.prepare<[number], string>('SELECT customer_id FROM opened WHERE at >= ?').pluck();
  const removeBefore = db.prepare<[number]>('DELETE FROM opened WHERE at < ?');
  const remove = db.prepare<[string]>('DELETE FROM opened WHERE customer_id = ?');

  return {
    note(customerId: string, at: number): void {
      // A clock that was set back must not leave somebody opened in what is now the future.
      const before = get.get(customerId);
      if (before === undefined || Math.abs(at - before) >= AGAIN_MS) put.run({ customerId, at });
    },
    since: (at: number): string[] => since.all(at),
    removeBefore: (at: number): number => removeBefore.run(at).changes,
    removeOf: (customerId: string): void => void remove.run(customerId),
  };
}
