// Later versions of a cache, as heavy as a migration can become: each writes every row anew.
import SQLite, { type Database } from 'better-sqlite3';
import { writeSync } from 'node:fs';
import { type Migration, migrate } from '../../../electron/core/cache/files/migrate.ts';

export const ROWS = 20_000;
export const VERSIONS = 12;

const first: Migration = {
  name: 'first',
  up: `CREATE TABLE words (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;
       WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${ROWS})
       INSERT INTO words SELECT i, 'word ' || i || ' ' || hex(zeroblob(60)) FROM n;`,
};
const later = (version: number): Migration => ({
  name: `version ${version}`,
  up: `CREATE TABLE words_new (id INTEGER PRIMARY KEY, text TEXT NOT NULL, version INTEGER NOT NULL) STRICT;
       INSERT INTO words_new SELECT id, text, ${version} FROM words;
       DROP TABLE words;
       ALTER TABLE words_new RENAME TO words;
       CREATE INDEX words_${version} ON words (text, version);`,
});
export const list: readonly Migration[] = [first, ...Array.from({ length: VERSIONS - 1 }, (_, i) => later(i + 2))];

/** As the cache is opened. Tells of each version once it is committed. */
export function openMigrated(file: string): Database {
  const db = new SQLite(file);
  db.pragma('locking_mode = EXCLUSIVE');
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = NORMAL');
  const had = db.pragma('user_version', { simple: true }) as number;
  for (let version = had + 1; version <= list.length; version++) {
    migrate(db, list.slice(0, version));
    writeSync(1, `${version}\n`);
  }
  return db;
}
