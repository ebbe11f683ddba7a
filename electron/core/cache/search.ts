import type { Database } from 'better-sqlite3';
import type { Place } from '../../../shared/contract/bridge.ts';
import type { Entry } from '../../../shared/domain/entry.ts';
import { firstOfSecond, secondOf } from './places.ts';
import { wordsOf } from './words.ts';

export const CREATE_SEARCH = `CREATE VIRTUAL TABLE search USING fts5(
  words, content='', contentless_delete=1, tokenize='ascii')`;

export type Indexed = { searchId: number; entry: Entry };
type Found = { searchId: number; at: number; id: string; json: string };

/** The full-text index. Its row ids sort by time, so newest first costs nothing; ranking a million rows costs a second. */
export function searchTable(db: Database) {
  const insert = db.prepare<[number, string]>('INSERT INTO search (rowid, words) VALUES (CAST(? AS INTEGER), ?)');
  const remove = db.prepare<[number]>('DELETE FROM search WHERE rowid = CAST(? AS INTEGER)');
  // Row by row, as a DELETE does it, a full cache takes seconds.
  const clear = db.prepare(`INSERT INTO search (search) VALUES ('delete-all')`);
  const newest = db.prepare<[string, number], Found>(`
    SELECT places.search_id AS searchId, entries.at, entries.id, entries.json FROM search
    JOIN places ON places.search_id = search.rowid
    JOIN entries ON entries.customer_id = places.customer_id AND entries.at = places.at AND entries.id = places.id
    WHERE search MATCH ? AND search.rowid < CAST(? AS INTEGER) ORDER BY search.rowid DESC`);

  return {
    /** Ascending row ids inside a transaction: the index flushes at every step back. */
    add(indexed: readonly Indexed[]): void {
      for (const { searchId, entry } of [...indexed].sort((a, b) => a.searchId - b.searchId))
        insert.run(searchId, wordsOf(entry));
    },
    remove(searchIds: readonly number[]): void {
      for (const searchId of [...searchIds].sort((a, b) => a - b)) remove.run(searchId);
    },
    /** Newest first by `(at, id)`, strictly older than `before`; `match` must come from query.ts. */
    find(match: string, before: Place | null, limit: number): { entries: Entry[]; more: boolean } {
      const upto = before ? firstOfSecond(secondOf(before.at) + 1) : Number.MAX_SAFE_INTEGER;
      const found = wholeSeconds(newest.iterate(match, upto), before, limit);
      const entries = found.slice(0, limit).map(row => JSON.parse(row.json) as Entry);
      return { entries, more: found.length > limit };
    },
    clear(): void {
      clear.run();
    },
  };
}

/** Row ids are in order to the second only: takes the last second whole, then puts its entries in order. */
function wholeSeconds(rows: Iterable<Found>, before: Place | null, limit: number): Found[] {
  const found: Found[] = [];
  for (const row of rows) {
    if (before && !isOlder(row, before)) continue;
    if (found.length > limit && secondOf(row.at) !== secondOf(found[found.length - 1]!.at)) break;
    found.push(row);
  }
  return found.sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1));
}

const isOlder = (row: Place, place: Place): boolean => row.at < place.at || (row.at === place.at && row.id < place.id);
