// After rows were erased: what files still hold of them where no table shows it any more.
import { readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Database } from '../files/driver.ts';
import { giveBack } from '../keeping/give-back.ts';

/**
 * Bytes. SQLite may leave a copy of a row in the unused part of a page that it has split. Writing the file anew leaves
 * none; a file larger than this would hold everybody up for longer than a second or so.
 */
const ANEW_BYTES = 48_000_000;

/**
 * In pieces of a few milliseconds: everything that the full-text index still holds of what was deleted is merged away,
 * pages given back are zeroes, and the journal is carried over and emptied. A small file is then written anew.
 */
export function* scrub(db: Database, monotonic: () => number): Generator<void> {
  if (db.memory) return;
  db.pragma('secure_delete = ON');
  // Rows first, at once: on the disk nothing but zeroes stands in their place. The index, which holds single words, follows.
  emptyJournal(db);
  yield;
  // All parts of the index become of one kind, so that merging reaches each of them.
  db.prepare(`INSERT INTO search (search, rank) VALUES ('merge', CAST(? AS INTEGER))`).run(-4);
  yield* giveBack(db, monotonic);
  emptyJournal(db);
  yield;
  writeAnew(db);
  db.pragma('secure_delete = FAST');
}

export function emptyJournal(db: Database): void {
  db.pragma('wal_checkpoint(TRUNCATE)');
}

/** Nothing where the file is large. */
export function writeAnew(db: Database): void {
  const bytes =
    (db.pragma('page_count', { simple: true }) as number) * (db.pragma('page_size', { simple: true }) as number);
  if (db.memory || bytes > ANEW_BYTES) return;
  const before = db.pragma('temp_store', { simple: true }) as number;
  db.pragma('temp_store = MEMORY'); // not through a file of the system's, which nobody would wipe
  db.exec('VACUUM');
  db.pragma(`temp_store = ${before}`);
  emptyJournal(db);
}

/** Files that were set aside because they could not be used: nobody can erase a part of them. Answers how many there were. */
export function removeSetAside(file: string): number {
  const start = `${basename(file)}.`;
  const aside = readdirSync(dirname(file)).filter(
    name => name.startsWith(start) && /^(?:damaged|other-key)-/.test(name.slice(start.length)),
  );
  for (const name of aside) rmSync(join(dirname(file), name), { force: true });
  return aside.length;
}
