// What is done with the cache's file that nothing keeps short: by this thread, or by one of its own (file-thread.ts).
import type { Database } from './driver.ts';

/** `isMore`: there is something left to merge. */
export type Piece = { readonly isMore: boolean; readonly ms: number };
export type Merger = {
  /** Merges so many pages of the index, 4 kB each, and the rest of the word it has begun; negative: of all its parts. */
  piece(pages: number): Promise<Piece> | Piece;
  stop(): Promise<void>;
};
export type Merging = {
  readonly monotonic: () => number;
  /** As SQLite numbers it; 2 is FAST. */
  readonly secureDelete: number;
  /** Piece after piece, by a thread of its own until it is stopped; else now and then, by the one that carries the journal. */
  readonly goesOn: boolean;
};

/** Each rejects, or throws, with SQLite's error. */
export type FileWork = {
  /** By threads and connections of their own: whoever reads meanwhile is answered, whoever writes waits. */
  readonly isBeside: boolean;
  /** Carries over into the file what stands in the journal when it is asked; nobody waits for that. */
  carry(): Promise<void> | void;
  /** Carries all of it over and leaves a journal of no length. */
  empty(): Promise<void> | void;
  merger(merging: Merging): Merger;
  /** Lets go of the file. */
  stop(): Promise<void>;
};

/** For a core without threads, and where the file cannot be shared. */
export const fileWorkHere = (db: Database): FileWork => ({
  isBeside: false,
  carry: () => carryOver(db),
  empty: () => emptyJournal(db),
  merger: ({ monotonic }) => ({ piece: mergerOn(db, monotonic), stop: () => Promise.resolve() }),
  stop: () => Promise.resolve(),
});

export const carryOver = (db: Database): void => void db.pragma('wal_checkpoint(PASSIVE)');

export function emptyJournal(db: Database): void {
  const [done] = db.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[];
  if (done?.busy) throw Object.assign(new Error('the journal is being read'), { code: 'SQLITE_BUSY' });
}

/** By FTS5's documentation there is nothing left where fewer than two rows were changed. */
export function mergerOn(db: Database, monotonic: () => number): (pages: number) => Piece {
  const changes = db.prepare<[], number>('SELECT total_changes()').pluck();
  const merge = db.prepare<[number]>(`INSERT INTO search (search, rank) VALUES ('merge', CAST(? AS INTEGER))`);
  return pages => {
    const before = changes.get()!;
    const started = monotonic();
    merge.run(pages);
    return { isMore: changes.get()! - before >= 2, ms: monotonic() - started };
  };
}
