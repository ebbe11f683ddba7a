import type { Database } from 'better-sqlite3';
import { batchSize } from '../batch-size.ts';

/** Pages. Small enough for a few milliseconds each. */
const FILE_PAGES = 64;
const JOURNAL_PAGES = 128;
const MOST_INDEX_PAGES = 16;

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
