import { batchSize } from '../batch-size.ts';
import type { Cache } from '../cache.ts';
import { BESIDE_PAGES, type Journal } from '../files/journal.ts';

/** Pages. Small enough for a few milliseconds each. */
const FILE_PAGES = 64;
const JOURNAL_PAGES = 128;
const MOST_INDEX_PAGES = 16;

/** How much to do at once. Left out: as little as nobody notices. */
export type Haste = {
  /** Milliseconds that merging a piece of the index may take. */
  readonly pieceMs: () => number;
  readonly mostIndexPages: number;
  /** However slow the machine: a piece has a cost of its own, and with fewer pages that is most of it. */
  readonly leastIndexPages: number;
  /** Without a thread of its own, carrying the journal over waits for the disk twice, however little there is. */
  readonly journalPages: () => number;
};
const NONE: Haste = {
  pieceMs: () => 3,
  mostIndexPages: MOST_INDEX_PAGES,
  leastIndexPages: MOST_INDEX_PAGES,
  journalPages: () => JOURNAL_PAGES,
};

/**
 * After an eviction, in pieces: merges away what the index still holds of what went, then gives free pages back to the
 * disk. A file from before `auto_vacuum` keeps its size; its free pages are used by the next entries.
 */
export function* giveBack(cache: Cache, monotonic: () => number, haste: Haste = NONE): Generator<void> {
  yield* mergeAway(cache, monotonic, haste);
  yield* givePagesBack(cache, haste);
}

function* mergeAway({ db, journal }: Cache, monotonic: () => number, haste: Haste): Generator<void> {
  const changes = db.prepare<[], number>('SELECT total_changes()').pluck();
  const merge = db.prepare<[number]>(`INSERT INTO search (search, rank) VALUES ('merge', CAST(? AS INTEGER))`);
  const pages = batchSize(haste.leastIndexPages, haste.mostIndexPages, haste.leastIndexPages, haste.pieceMs);
  for (let before = -2, after = changes.get()!; after - before >= 2;) {
    before = after;
    const started = monotonic();
    merge.run(pages.size());
    pages.took(monotonic() - started);
    after = changes.get()!;
    yield;
    yield* carryJournal(journal, haste.journalPages());
  }
}

/** Free pages go back to the disk. */
export function* givePagesBack({ db, journal }: Cache, haste: Haste = NONE): Generator<void> {
  const free = (): number => db.pragma('freelist_count', { simple: true }) as number;
  for (let left = free(), had = Infinity; left > 0 && left < had; had = left, left = free()) {
    db.pragma(`incremental_vacuum(${FILE_PAGES})`);
    yield;
    yield* carryJournal(journal, haste.journalPages());
  }
}

/** Before the journal has grown so long that carrying it over takes time that somebody would notice. */
export function* carryJournal(journal: Journal, most = JOURNAL_PAGES): Generator<void> {
  if (journal.isCarrying() || journal.pages() < (journal.isBeside ? BESIDE_PAGES : most)) return;
  void journal.carry();
  yield;
}
