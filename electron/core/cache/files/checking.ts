// After an unclean end a large cache is checked while it is in use: reading a million entries before the first screen would
// take seconds. Every row of every table is read once, in pieces; how far it got stands in the cache itself.
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { logger } from '../../../../shared/lib/log.ts';
import { batchSize } from '../batch-size.ts';
import { isFull } from './check.ts';
import type { Database } from './driver.ts';

const log = logger('cache');

/** Files of so many pages (16 MB) are checked whole before they are used: that takes less than a tenth of a second. */
export const AT_ONCE_PAGES = 2_048;
const MOST_ROWS = 4_096;

/** Stands beside a file in which damage was met: the next start checks all of it, before it is used. */
export const suspectMark = (file: string): string => `${file}.suspect`;
export const isSuspect = (file: string): boolean => existsSync(suspectMark(file));
export const clearSuspicion = (file: string): void => rmSync(suspectMark(file), { force: true });
export function distrust(file: string): void {
  try {
    writeFileSync(suspectMark(file), '', { mode: 0o600 });
  } catch (error) {
    if (!isFull(error)) throw error;
    log.warn('cache.notMarked', {}, error); // what was met is met again
  }
}

type Value = string | number | null;
/** Rows of `walk` up to this key have been read. */
type Place = { readonly walk: string; readonly after: readonly Value[] };
const BEGINNING: Place = { walk: '', after: [] };

export function checkingTable(db: Database) {
  const read = db.prepare<[], string>('SELECT place FROM checking').pluck();
  const write = db.prepare<[string]>('INSERT OR REPLACE INTO checking (one, place) VALUES (1, ?)');
  const clear = db.prepare('DELETE FROM checking');
  return {
    begin: (): void => void write.run(JSON.stringify(BEGINNING)),
    place: (): Place | null => {
      const place = read.get();
      return place === undefined ? null : (JSON.parse(place) as Place);
    },
    reached: (place: Place): void => void write.run(JSON.stringify(place)),
    done: (): void => void clear.run(),
  };
}

/** Rows of a table in the order of its key, or keys of a unique index in theirs. */
type Walk = { readonly name: string; readonly from: string; readonly keys: readonly string[]; readonly read: string };

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** Of all that somebody may read: what is left of a log before goes unread. */
function walksOf(db: Database): Walk[] {
  const tables = db
    .prepare<[], { name: string; wr: number }>(
      `SELECT name, wr FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'shadow')
       AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT LIKE 'former\\_%' ESCAPE '\\'`,
    )
    .all();
  const walks = tables.flatMap(({ name, wr }) => [
    tableWalk(db, name, wr === 1),
    ...(wr === 1 ? [] : indexWalks(db, name)),
  ]);
  // What every screen needs is small and comes first; history after it, the index of words last.
  const rank = ({ name }: Walk): number => (name.startsWith('search') ? 2 : /^(entries|places)/.test(name) ? 1 : 0);
  return walks.toSorted((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : 1));
}

/** The last letter of a value cannot be had without all pages that the value lies on. */
function tableWalk(db: Database, table: string, withoutRowId: boolean): Walk {
  const columns = db
    .prepare<[string], { name: string; pk: number }>(`SELECT name, pk FROM pragma_table_info(?, 'main')`)
    .all(table);
  const keys = withoutRowId
    ? columns
        .filter(({ pk }) => pk > 0)
        .toSorted((a, b) => a.pk - b.pk)
        .map(({ name }) => quoted(name))
    : ['rowid'];
  const parts = columns.map(({ name }) =>
    name === 'json' ? `json_valid(${quoted(name)})` : `substr(${quoted(name)}, -1) IS NOT 0`,
  );
  return { name: table, from: `main.${quoted(table)}`, keys, read: parts.join(' AND ') };
}

function indexWalks(db: Database, table: string): Walk[] {
  const indexes = db
    .prepare<[string], string>(`SELECT name FROM pragma_index_list(?, 'main') WHERE origin IN ('u', 'pk')`)
    .pluck()
    .all(table);
  return indexes.map(name => {
    const keys = db.prepare<[string], string>(`SELECT name FROM pragma_index_info(?, 'main')`).pluck().all(name);
    return {
      name: `${table}/${name}`,
      from: `main.${quoted(table)} INDEXED BY ${quoted(name)}`,
      keys: keys.map(quoted),
      read: '1',
    };
  });
}

/** Damage of which SQLite itself says nothing: a value that is not what was written. */
class Damaged extends Error {
  readonly code = 'SQLITE_CORRUPT';
}

/**
 * Reads what is still to be read, a piece of a few milliseconds at a time, and forgets the place when all of it is sound.
 * Answers how many rows it read; throws as SQLite does where it meets damage.
 */
export function* checkInPieces(db: Database, monotonic: () => number): Generator<void, number> {
  const checking = checkingTable(db);
  const place = checking.place();
  if (!place) return 0;
  const batch = batchSize(64, MOST_ROWS);
  let rows = 0;
  let savedAt = monotonic();
  const walks = walksOf(db);
  const first = Math.max(
    0,
    walks.findIndex(({ name }) => name === place.walk),
  );
  for (const [i, walk] of walks.slice(first).entries()) {
    let after: readonly Value[] = i === 0 && walk.name === place.walk ? place.after : [];
    const next = rowsAfter(db, walk);
    for (;;) {
      const started = monotonic();
      const size = batch.size();
      const found = next(after, size);
      batch.took(monotonic() - started);
      rows += found.length;
      after = found.at(-1)?.slice(0, -1) ?? after;
      if (found.some(row => row.at(-1) !== 1)) throw new Damaged(`${walk.name} holds what nobody wrote`);
      if (monotonic() - savedAt > 1_000) {
        checking.reached({ walk: walk.name, after });
        savedAt = monotonic();
      }
      yield;
      if (found.length < size) break;
    }
  }
  checking.done();
  return rows;
}

function rowsAfter(db: Database, { from, keys, read }: Walk): (after: readonly Value[], limit: number) => Value[][] {
  const list = keys.join(', ');
  const select = `SELECT ${list}, ${read} FROM ${from}`;
  const order = `ORDER BY ${list} LIMIT ?`;
  const begin = db.prepare<Value[], Value[]>(`${select} ${order}`).raw();
  const on = db
    .prepare<Value[], Value[]>(`${select} WHERE (${list}) > (${keys.map(() => '?').join(', ')}) ${order}`)
    .raw();
  return (after, limit) => (after.length === 0 ? begin.all(limit) : on.all(...after, limit));
}
