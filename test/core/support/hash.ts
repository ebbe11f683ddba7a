import { createHash } from 'node:crypto';
import type { Cache } from '../../../electron/core/cache/cache.ts';

/** Of every row of the cache, the index's own tables included: equal hashes, equal caches. */
export function cacheHash(cache: Cache): string {
  const hash = createHash('sha256');
  const tables = cache.db
    .prepare<[], string>(
      `SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY 1`,
    )
    .pluck()
    .all();
  for (const table of tables) {
    const rows = cache.db.prepare(`SELECT * FROM "${table}"`).raw().all() as unknown[][];
    for (const line of rows.map(row => JSON.stringify(row)).toSorted()) hash.update(`${table}\0${line}\n`);
  }
  return hash.digest('hex');
}

/** What the feed brought, whatever the order it came in: entries and records, without row ids. */
export function contentHash(cache: Cache): string {
  const hash = createHash('sha256');
  for (const table of ['customers', 'cases', 'interactions', 'entries', 'work_items', 'offers', 'tallies']) {
    const rows = cache.db.prepare(`SELECT * FROM ${table}`).raw().all() as unknown[][];
    for (const line of rows.map(row => JSON.stringify(row)).toSorted()) hash.update(`${table}\0${line}\n`);
  }
  return hash.digest('hex');
}
