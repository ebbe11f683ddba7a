import type { Database } from 'better-sqlite3';
import { logger } from '../../../../shared/lib/log.ts';
import { batchSize } from '../batch-size.ts';
import { isFull } from '../files/check.ts';

const log = logger('cache');

/** FTS5's own names. 0: it never merges by itself. The second: unless there are this many parts, which never happens. */
const QUIET: readonly (readonly [name: string, value: number])[] = [
  ['automerge', 0],
  ['crisismerge', 512],
  ['usermerge', 8],
];
/** Pages of the index, 4 kB each. */
const MOST_PAGES = 64;

/**
 * Left alone, FTS5 merges inside an insert or a delete, for up to a tenth of a second. From here on it does not: whoever
 * writes merges between two pieces of work (`indexUpkeep`). The setting stays in the file; it is written where it is another.
 */
function quietIndex(db: Database): void {
  const is = db.prepare<[string], number>('SELECT v FROM search_config WHERE k = ?').pluck();
  const set = db.prepare<[string, number]>('INSERT INTO search (search, rank) VALUES (?, CAST(? AS INTEGER))');
  for (const [name, value] of QUIET) if (is.get(name) !== value) set.run(name, value);
}

/** On a full disk it stays as it was. */
function quietIfRoom(db: Database): void {
  try {
    quietIndex(db);
  } catch (error) {
    if (!isFull(error)) throw error;
    log.warn('cache.indexNotQuiet', {}, error);
  }
}

/** Merges the parts of the full-text index in pieces of a few milliseconds; from now on nothing else does. */
export function indexUpkeep(db: Database, monotonic: () => number) {
  quietIfRoom(db);
  const changes = db.prepare<[], number>('SELECT total_changes()').pluck();
  const merge = db.prepare<[number]>(`INSERT INTO search (search, rank) VALUES ('merge', CAST(? AS INTEGER))`);
  const pages = batchSize(8, MOST_PAGES);
  return {
    /** One piece; false: there is nothing left to merge (by FTS5's documentation: fewer than two changes). */
    step(): boolean {
      const before = changes.get()!;
      const started = monotonic();
      merge.run(pages.size());
      pages.took(monotonic() - started);
      return changes.get()! - before >= 2;
    },
  };
}
export type IndexUpkeep = ReturnType<typeof indexUpkeep>;
