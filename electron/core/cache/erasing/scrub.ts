// After rows were erased: what files still hold of them where no table shows it any more.
import { readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Cache } from '../cache.ts';
import type { Database } from '../files/driver.ts';
import type { Journal } from '../files/journal.ts';
import { carryJournal, giveBack, type Haste } from '../keeping/give-back.ts';
import { settled, type Wait } from '../settled.ts';

/**
 * Bytes. SQLite may leave a copy of a row in the unused part of a page that it has split. Writing the file anew leaves
 * none; a file larger than this would hold everybody up for longer than a second or so.
 */
const ANEW_BYTES = 48_000_000;
/** Written in some milliseconds. */
const TINY_BYTES = 1_000_000;

/** While somebody asks a piece takes a few milliseconds; while nobody does, a few more: whoever begins to waits for one. */
const hasteOf = (isBusy: () => boolean): Haste => ({
  pieceMs: () => (isBusy() ? 4 : 12),
  mostIndexPages: 512,
  leastIndexPages: 16,
  journalPages: () => (isBusy() ? 256 : 512),
  allParts: true,
});

/** Milliseconds that a quiet moment is waited for, and between two looks. */
const QUIET_WITHIN_MS = 3_000;
const LOOK_MS = 50;
const INCREMENTAL = 2;
/** Between two looks whether the journal has been carried over. */
const CARRYING_MS = 4;

export type Scrubbing = { readonly monotonic: () => number; readonly isBusy: () => boolean };

/**
 * In pieces of a few milliseconds: everything that the full-text index still holds of what was deleted is merged away,
 * pages given back are zeroes, and the journal is carried over and emptied. A small file is then written anew, at a moment in
 * which nobody asks, because that is one step; where there is none, it is left as a large one is. Yields milliseconds to wait.
 */
export function* scrub(cache: Cache, { monotonic, isBusy }: Scrubbing): Generator<number | Wait> {
  const { db, journal } = cache;
  db.pragma(`secure_delete = ${givesPagesBack(db) ? 'FAST' : 'ON'}`);
  yield* removeFormer(cache, monotonic);
  if (db.memory) return;
  // Rows first, at once: on the disk nothing but zeroes stands in their place. The index, which holds single words, follows.
  yield* empty(journal);
  yield* giveBack(cache, monotonic, hasteOf(isBusy));
  yield* empty(journal);
  yield* writeAnew(db, journal, { monotonic, isBusy });
  db.pragma('secure_delete = FAST');
}

/**
 * Then no page that has become free stays in the file: each is cut off, or another one stands in its place, whole. Zeroes
 * need not be written over it before, which is half of all that would be written. False: a file from before that could be.
 */
const givesPagesBack = (db: Database): boolean => db.pragma('auto_vacuum', { simple: true }) === INCREMENTAL;

/** Of a log before nothing is looked through: all of it goes. */
function* removeFormer({ former, journal }: Cache, monotonic: () => number): Generator<void> {
  for (const _ of former.emptied(monotonic)) {
    yield;
    yield* carryJournal(journal);
  }
}

function* quiet({ monotonic, isBusy }: Scrubbing): Generator<number, boolean> {
  for (const until = monotonic() + QUIET_WITHIN_MS; isBusy() && monotonic() < until;) yield LOOK_MS;
  return !isBusy();
}

/** First beside, as much of it as there is; what came meanwhile and the disk's word that all is there are waited for here. */
export function* empty(journal: Journal): Generator<number | Wait> {
  void journal.carry();
  while (journal.isCarrying()) yield CARRYING_MS;
  yield* settled(journal.empty());
  yield;
}

function bytesOf(db: Database): number {
  const of = (name: string): number => db.pragma(name, { simple: true }) as number;
  return of('page_count') * of('page_size');
}

/** Nothing where the file is large, or where somebody asks all the time and it is more than tiny. */
export function* writeAnew(db: Database, journal: Journal, scrubbing: Scrubbing): Generator<number | Wait> {
  if (db.memory || bytesOf(db) > ANEW_BYTES) return;
  if (bytesOf(db) > TINY_BYTES && !(yield* quiet(scrubbing))) return;
  const before = db.pragma('temp_store', { simple: true }) as number;
  db.pragma('temp_store = MEMORY'); // not through a file of the system's, which nobody would wipe
  db.exec('VACUUM');
  db.pragma(`temp_store = ${before}`);
  yield* empty(journal);
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
