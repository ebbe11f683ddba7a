import type { Entry } from '../../../shared/domain/entry.ts';
import { type Database, type FileKey, withoutProof } from './driver.ts';
import { fitIndex } from './fit-index.ts';
import { CREATE_SEARCH, type Indexed, searchTable } from './search.ts';

const AT_ONCE = 2_000;

/** Makes the full-text index again from the entries, in order and in steps; answers how many it holds. */
export function reindex(db: Database, key: FileKey = null): number {
  forgetIndex(db, key);
  db.exec(CREATE_SEARCH);
  fitIndex(db);
  const search = searchTable(db);
  const next = db.prepare<[number], { searchId: number; json: string }>(`
    SELECT search_id AS searchId, json FROM places
    JOIN entries ON entries.customer_id = places.customer_id AND entries.at = places.at AND entries.id = places.id
    WHERE search_id > ? ORDER BY search_id LIMIT ${AT_ONCE}`);
  let done = 0;
  for (let after = -1; ;) {
    const rows = next.all(after);
    if (rows.length === 0) return done;
    const indexed: Indexed[] = rows.map(({ searchId, json }) => ({ searchId, entry: JSON.parse(json) as Entry }));
    db.transaction(() => search.add(indexed)).immediate();
    after = rows[rows.length - 1]!.searchId;
    done += rows.length;
  }
}

/** DROP would walk the damaged pages. Without its names they are nobody's, and VACUUM leaves them behind. */
function forgetIndex(db: Database, key: FileKey): void {
  db.unsafeMode(true);
  db.pragma('writable_schema = ON');
  db.exec(`DELETE FROM sqlite_schema WHERE name = 'search' OR name LIKE 'search\\_%' ESCAPE '\\'`);
  db.pragma('writable_schema = RESET');
  db.unsafeMode(false);
  db.pragma('auto_vacuum = INCREMENTAL');
  withoutProof(db, key, () => void db.exec('VACUUM'));
}
