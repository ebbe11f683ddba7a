import type { Database } from 'better-sqlite3';

/** An event that could not be read. Where it names a customer and an entry, their completeness mark tells of it. */
export type SetAside = {
  eventId: string;
  at: number;
  reason: string;
  customerId: string | null;
  entryId: string | null;
  entryAt: number | null;
};
export type Lost = { count: number; newestAt: number | null; unplaced: number };

export function setAsideTable(db: Database) {
  const add = db.prepare<SetAside>(`
    INSERT INTO set_aside (event_id, at, reason, customer_id, entry_id, entry_at)
    VALUES (@eventId, @at, @reason, @customerId, @entryId, @entryAt) ON CONFLICT (event_id) DO NOTHING`);
  const count = db.prepare<[], number>('SELECT count(*) FROM set_aside').pluck();
  const all = db.prepare<[], SetAside>(`
    SELECT event_id AS eventId, at, reason, customer_id AS customerId, entry_id AS entryId, entry_at AS entryAt
    FROM set_aside ORDER BY at, event_id`);
  const lost = db.prepare<[string], Lost>(`
    SELECT count(*) AS count, max(entry_at) AS newestAt, count(*) - count(entry_at) AS unplaced
    FROM set_aside WHERE customer_id = ?`);
  const resolve = db.prepare<[string]>('DELETE FROM set_aside WHERE entry_id = ?');
  const removeOf = db.prepare<[string]>('DELETE FROM set_aside WHERE customer_id = ?');
  const clear = db.prepare('DELETE FROM set_aside');
  return {
    add(item: SetAside): void {
      add.run(item);
    },
    count: (): number => count.get()!,
    all: (): SetAside[] => all.all(),
    /** Entries of a customer that came and could not be read. */
    lostOf: (customerId: string): Lost => lost.get(customerId)!,
    /** A readable version of the entry has come. */
    resolve(entryId: string): void {
      resolve.run(entryId);
    },
    removeOf(customerId: string): void {
      removeOf.run(customerId);
    },
    clear(): void {
      clear.run();
    },
  };
}
