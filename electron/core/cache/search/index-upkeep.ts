import type { Database } from 'better-sqlite3';
import { logger } from '../../../../shared/lib/log.ts';
import { batchSize } from '../batch-size.ts';
import { isFull } from '../files/check.ts';
import { type FileWork, mergerOn } from '../files/file-work.ts';

const log = logger('cache');

/** FTS5's own names. 0: it never merges by itself. The second: unless there are this many parts, which never happens. */
const SETTINGS: readonly (readonly [name: string, value: number])[] = [
  ['automerge', 0],
  ['crisismerge', 512],
  ['usermerge', 8],
];
/**
 * Pages of the index in a piece, 4 kB each, and the milliseconds it should take: when somebody may ask, when nobody does, and by
 * another thread, for which only who writes waits. A piece of one page takes as long as one of sixteen, for it opens and trims each
 * of the parts that are merged.
 */
const ASKED = { first: 16, least: 16, most: 64, ms: 4 };
const QUIET = { first: 32, least: 16, most: 512, ms: 12 };
const BESIDE = { first: 16, least: 16, most: 256, ms: 8 };
/**
 * Parts that the index may consist of before whoever writes merges too: each transaction adds one, a search looks into all of
 * them (4 µs each for a word, up to 60 for the beginning of one), and merging them costs as much as writing them did. `CROWD`:
 * then faster than they come.
 */
const MANY_PARTS = 128;
const CROWD_OF_PARTS = 256;

/**
 * Left alone, FTS5 merges inside an insert or a delete, for up to a tenth of a second. From here on it does not: whoever
 * writes merges between two pieces of work (`indexUpkeep`). The setting stays in the file; it is written where it is another.
 */
function quietIndex(db: Database): void {
  const is = db.prepare<[string], number>('SELECT v FROM search_config WHERE k = ?').pluck();
  const set = db.prepare<[string, number]>('INSERT INTO search (search, rank) VALUES (?, CAST(? AS INTEGER))');
  for (const [name, value] of SETTINGS) if (is.get(name) !== value) set.run(name, value);
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
  const merge = mergerOn(db, monotonic);
  const structure = db.prepare<[], Buffer>('SELECT block FROM search_data WHERE id = 10').pluck();
  const asked = batchSize(ASKED.first, ASKED.most, ASKED.least, () => ASKED.ms);
  const quiet = batchSize(QUIET.first, QUIET.most, QUIET.least, () => QUIET.ms);
  const beside = batchSize(BESIDE.first, BESIDE.most, BESIDE.least, () => BESIDE.ms);
  return {
    /** Pieces to be merged now, whatever else goes on: the rest can wait for a quiet moment. */
    due(): number {
      const parts = partsIn(structure.get()!);
      return parts > CROWD_OF_PARTS ? 4 : parts > MANY_PARTS ? 1 : 0;
    },
    /** One piece, a larger one where nobody asks; false: there is nothing left to merge. */
    step(isQuiet = false): boolean {
      const pages = isQuiet ? quiet : asked;
      const { isMore, ms } = merge(pages.size());
      pages.took(ms);
      return isMore;
    },
    /** The same by another thread, where there is one: a piece ends only between two words, and a common one takes long. */
    async stepBeside(work: FileWork): Promise<boolean> {
      const secureDelete = db.pragma('secure_delete', { simple: true }) as number;
      const { isMore, ms } = await work.merger({ monotonic, secureDelete, goesOn: false }).piece(beside.size());
      beside.took(ms);
      return isMore;
    },
  };
}
export type IndexUpkeep = ReturnType<typeof indexUpkeep>;

/**
 * How many parts the index consists of, by its own record of them: four bytes of cookie, four of version where deleted rows
 * are marked, then as varints levels and parts (FTS5, fts5_index.c, "structure record").
 */
export function partsIn(record: Buffer): number {
  let at = record.readUInt32BE(4) === 0xff000001 ? 8 : 4;
  const varint = (): number => {
    let value = 0;
    for (;;) {
      const byte = record[at++]!;
      value = value * 128 + (byte & 0x7f);
      if (byte < 0x80) return value;
    }
  };
  varint();
  return varint();
}
