import type { Database } from '../files/driver.ts';

/** Two leaves of the index and what a sealed page keeps free for its proof (64 bytes) fit into a page of 8,192; 4,050 do not. */
const LEAF_BYTES = 3_980;

/** Without it a sealed index is half as large again. Changes what is written from now on; costs a look where it is so. */
export function fitIndex(db: Database): void {
  const set = db.prepare<[], number>(`SELECT v FROM search_config WHERE k = 'pgsz'`).pluck().get();
  if (set !== LEAF_BYTES) db.exec(`INSERT INTO search (search, rank) VALUES ('pgsz', ${LEAF_BYTES})`);
}
