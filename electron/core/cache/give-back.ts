import type { Database } from 'better-sqlite3';
import { batchSize } from './batch-size.ts';

/** Pages. Small enough for a few milliseconds each. */
const FILE_PAGES = 64;
const JOURNAL_PAGES = 128;
const MOST_INDEX_PAGES = 16;
/** FTS5's own default. */
const AUTOMERGE = 4;

/**
 * While many rows go, FTS5 must not merge by itself: it does so inside a delete, for up to a tenth of a second. The
 * setting is kept in the file, so whoever turns it off sees to it that it is on again, also after a crash.
 */
export function mergeByItself(db: Database, isOn: boolean): void {
  const is = db.prepare<[], number>(`SELECT v FROM search_config WHERE k = 'automerge'`).pluck().get() ?? AUTOMERGE;
  const wanted = isOn ? AUTOMERGE : 0;
  if (is !== wanted)
    db.prepare(`INSERT INTO search (search, rank) VALUES ('automerge', CAST(? AS INTEGER))`).run(wanted);
}

/**
 * After an eviction, in pieces: merges away what the index still holds of what went, then gives free pages back to the
 * disk. A file from before `auto_vacuum` keeps its size; its free pages are used by the next entries.
 */
export function* giveBack(db: Database, monotonic: () => number): Generator<void> {
  const changes = db.prepare<[], number>('SELECT total_changes()').pluck();
  const merge = db.prepare<[number]>(`INSERT INTO search (search, rank) VALUES ('merge', CAST(? AS INTEGER))`);
  const pages = batchSize(1, MOST_INDEX_PAGES);
  for (let before = -2, after = changes.get()!; after - before >= 2;) {
    before = after;
    const started = monotonic();
    merge.run(pages.size());
    pages.took(monotonic() - started);
    after = changes.get()!;
    yield;
    yield* carryJournal(db);
  }
  const free = (): number => db.pragma('freelist_count', { simple: true }) as number;
  for (let left = free(), had = Infinity; left > 0 && left < had; had = left, left = free()) {
    db.pragma(`incremental_vacuum(${FILE_PAGES})`);
    yield;
    yield* carryJournal(db);
  }
}

/** Before the journal has grown so long that carrying it over takes time that somebody would notice. */
export function* carryJournal(db: Database): Generator<void> {
  const [journal] = db.pragma('wal_checkpoint(NOOP)') as { log: number; checkpointed: number }[];
  if (!journal || journal.log - journal.checkpointed < JOURNAL_PAGES) return;
  db.pragma('wal_checkpoint(PASSIVE)');
  yield;
}
