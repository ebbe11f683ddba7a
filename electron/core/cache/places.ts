import type { Database } from 'better-sqlite3';

/** 21 bits break ties within a second; seconds × 2^21 stays below 2^53 until the year 2106. */
const TIES = 2 ** 21;
const LAST_SECOND = 2 ** 32 - 1;

/** Sorts by time (to the second), so newest first is the index's own order. Times outside 1970–2106 stand at its ends. */
export const secondOf = (at: number): number => Math.min(LAST_SECOND, Math.max(0, Math.floor(at / 1000)));
export const firstOfSecond = (second: number): number => second * TIES;
export const secondOfRow = (searchId: number): number => Math.floor(searchId / TIES);

/** FNV-1a over UTF-16 code units, folded to 21 bits: spreads the entries of one second. */
export function tieOf(id: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < id.length; i++) hash = Math.imul(hash ^ id.charCodeAt(i), 0x01000193);
  return ((hash >>> 21) ^ hash) & (TIES - 1);
}

export type PlaceRow = { searchId: number; id: string; version: number; customerId: string; at: number };
type NewPlace = Omit<PlaceRow, 'searchId'> & { commandId: string | null };

/** Where an entry stands: by its id, by its row in the search index, by the command that asked for it. */
export function placesTable(db: Database) {
  const columns = 'search_id AS searchId, id, version, customer_id AS customerId, at';
  const byId = db.prepare<[string], PlaceRow>(`SELECT ${columns} FROM places WHERE id = ?`);
  const byCommand = db.prepare<[string], PlaceRow>(`SELECT ${columns} FROM places WHERE command_id = ? LIMIT 1`);
  const ofCustomer = db.prepare<[string, number, string], PlaceRow>(`
    SELECT ${columns} FROM places WHERE id IN (SELECT id FROM main.entries WHERE customer_id = ? AND (at, id) < (?, ?))`);
  const oldestOf = db.prepare<[string, number], PlaceRow>(`
    SELECT ${columns} FROM places
    WHERE id IN (SELECT id FROM main.entries WHERE customer_id = ? ORDER BY at, id LIMIT ?)`);
  // Bound by place: names cost a tenth of a page.
  const insert = db.prepare<[number, string, number, string, number, string | null]>(`
    INSERT INTO places (search_id, id, version, customer_id, at, command_id)
    VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`);
  const remove = db.prepare<[number]>('DELETE FROM places WHERE search_id = ?');
  const count = db.prepare<[], number>('SELECT count(*) FROM places').pluck();
  const oldest = db.prepare<[], number>('SELECT at FROM places ORDER BY search_id LIMIT 1').pluck();
  const clear = db.prepare('DELETE FROM places');

  return {
    get: (id: string): PlaceRow | null => byId.get(id) ?? null,
    ofCommand: (commandId: string): PlaceRow | null => byCommand.get(commandId) ?? null,
    /** All places of a customer strictly older than `(at, id)`. */
    before: (customerId: string, at: number, id: string): PlaceRow[] => ofCustomer.all(customerId, at, id),
    /** Of at most `most` of a customer's oldest entries. */
    oldest: (customerId: string, most: number): PlaceRow[] => oldestOf.all(customerId, most),
    /**
     * Answers with the search row it got; two entries of one second with the same tie stand side by side. Null, and nothing
     * changed, where this id has a place already: looking first would cost each new entry a look.
     */
    add({ id, version, customerId, at, commandId }: NewPlace): number | null {
      const start = firstOfSecond(secondOf(at));
      for (let tie = tieOf(id); ; tie = (tie + 1) % TIES) {
        if (insert.run(start + tie, id, version, customerId, at, commandId).changes > 0) return start + tie;
        if (byId.get(id)) return null;
      }
    },
    remove(searchId: number): void {
      remove.run(searchId);
    },
    count: (): number => count.get()!,
    oldestAt: (): number | null => oldest.get() ?? null,
    clear(): void {
      clear.run();
    },
  };
}
