import { setTimeout as after } from 'node:timers/promises';
import { batchSize } from '../batch-size.ts';
import type { Cache } from '../cache.ts';
import type { Merger } from '../files/file-work.ts';
import { BESIDE_PAGES, type Journal } from '../files/journal.ts';
import { settled, type Wait } from '../settled.ts';

/** Pages. Small enough for a few milliseconds each. */
const FILE_PAGES = 64;
const JOURNAL_PAGES = 128;
const MOST_INDEX_PAGES = 16;

/**
 * Milliseconds, where a thread of its own merges: only who writes waits for a piece. And how long they are then let write before
 * the next one.
 */
const BESIDE_MS = 24;
const BESIDE_MOST_PAGES = 2_048;
const LET_WRITE_MS = 4;
/** Of all parts of the index together, not only of those of one kind. */
const ALL_PARTS = -4;

/** How much to do at once. Left out: as little as nobody notices. */
export type Haste = {
  /** Milliseconds that merging a piece of the index may take. */
  readonly pieceMs: () => number;
  readonly mostIndexPages: number;
  /** However slow the machine: a piece has a cost of its own, and with fewer pages that is most of it. */
  readonly leastIndexPages: number;
  /** Without a thread of its own, carrying the journal over waits for the disk twice, however little there is. */
  readonly journalPages: () => number;
  /** Each part of the index is merged with the others, so that nothing is left of what any of them holds. */
  readonly allParts: boolean;
};
const NONE: Haste = {
  pieceMs: () => 3,
  mostIndexPages: MOST_INDEX_PAGES,
  leastIndexPages: MOST_INDEX_PAGES,
  journalPages: () => JOURNAL_PAGES,
  allParts: false,
};

/**
 * After an eviction, in pieces: merges away what the index still holds of what went, then gives free pages back to the
 * disk. A file from before `auto_vacuum` keeps its size; its free pages are used by the next entries.
 */
export function* giveBack(cache: Cache, monotonic: () => number, haste: Haste = NONE): Generator<Wait> {
  const secureDelete = cache.db.pragma('secure_delete', { simple: true }) as number;
  const merger = cache.work.merger({ monotonic, secureDelete, goesOn: true });
  try {
    yield* mergeAway(cache, merger, haste);
  } finally {
    void merger.stop();
  }
  yield* givePagesBack(cache, haste);
}

function* mergeAway(cache: Cache, merger: Merger, haste: Haste): Generator<Wait> {
  const { journal, work, writing } = cache;
  const most = work.isBeside ? BESIDE_MOST_PAGES : haste.mostIndexPages;
  const pieceMs = work.isBeside ? () => BESIDE_MS : haste.pieceMs;
  const pages = batchSize(haste.leastIndexPages, most, haste.leastIndexPages, pieceMs);
  const merged = function* (size: number): Generator<Wait, boolean> {
    if (writing.isAwaited()) yield after(LET_WRITE_MS);
    const begun = merger.piece(size);
    const { isMore, ms } = yield* settled(begun instanceof Promise ? writing.during(begun) : begun);
    pages.took(ms);
    yield;
    yield* carryJournal(journal, haste.journalPages());
    return isMore;
  };
  if (haste.allParts) yield* merged(ALL_PARTS);
  while (yield* merged(pages.size()));
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
