// A new log begins: what came by the one before is laid aside whole, in one short step, and goes by and by.
import { batchSize } from '../batch-size.ts';
import type { Database } from '../files/driver.ts';
import { usedBytes } from './holdings.ts';

/** Tables that grow with the history, and those in which FTS5 keeps the index. Who clears the cache clears the others. */
const LAID_ASIDE = [
  'customers',
  'cases',
  'interactions',
  'entries',
  'places',
  'email_html',
  'tallies',
  'completeness',
  'names',
  'search_data',
  'search_idx',
  'search_docsize',
] as const;
/** Names of whatever is laid aside begin so; then comes a number. */
const FORMER = 'former_';

/** Pages that hold something: up to so many (16 MB) a cache is emptied at once, in less than 10 ms. */
export const EMPTIED_AT_ONCE = 2_048;
const FIRST_ROWS = 64;
const MOST_ROWS = 4_096;

/** A table or an index, as the file has it. `keys`: of its columns, those by which its rows are in order; 0: by their numbers. */
type Tree = { readonly name: string; readonly keys: number; readonly columns: number };

/** Of the file: a view may stand before a table of it (see leaving.ts). */
function treesOf(db: Database): Tree[] {
  const indexes = db.prepare<[string], Tree>(
    `SELECT s.name, count(*) AS keys, count(*) AS columns FROM main.sqlite_schema s JOIN pragma_index_xinfo(s.name, 'main')
     WHERE s.type = 'index' AND s.tbl_name IN (SELECT value FROM json_each(?)) GROUP BY s.name`,
  );
  const tables = db.prepare<[string], Tree>(
    `SELECT name, ncol AS columns,
       CASE wr WHEN 0 THEN 0 ELSE (SELECT count(*) FROM pragma_table_info(l.name, 'main') WHERE pk > 0) END AS keys
     FROM pragma_table_list l WHERE schema = 'main' AND name IN (SELECT value FROM json_each(?))`,
  );
  const names = JSON.stringify(LAID_ASIDE);
  return [...tables.all(names), ...indexes.all(names)];
}

const numbered = (letter: string, count: number): string =>
  Array.from({ length: count }, (_, i) => `${letter}${i}`).join(', ');
const keysOf = (count: number): string => numbered('k', count);

/** With nothing in it, and of the same make: a row is found by its number, or by its first columns and has as many. */
function createEmpty(name: string, { keys, columns }: Tree): string {
  if (keys === 0) return `CREATE TABLE "${name}" (id INTEGER PRIMARY KEY, value)`;
  const rest = columns > keys ? `, ${numbered('v', columns - keys)}` : '';
  return `CREATE TABLE "${name}" (${keysOf(keys)}${rest}, PRIMARY KEY (${keysOf(keys)})) WITHOUT ROWID`;
}

/**
 * Each tree of pages takes the place of another in the file's own list, so no row is touched, and tables and indexes keep
 * their names. An index becomes a table of its own: emptied with its table it would be walked in no order.
 */
function changePlaces(db: Database, pairs: readonly (readonly [string, string])[]): void {
  const root = db.prepare<[string], number>('SELECT rootpage FROM main.sqlite_schema WHERE name = ?').pluck();
  const roots = pairs.map(([one, other]) => [root.get(one)!, root.get(other)!] as const);
  const version = db.pragma('schema_version', { simple: true }) as number;
  db.unsafeMode(true);
  try {
    db.pragma('writable_schema = ON');
    const put = db.prepare<[number, string]>('UPDATE main.sqlite_schema SET rootpage = ? WHERE name = ?');
    for (const [i, [one, other]] of pairs.entries()) {
      put.run(roots[i]![1], one);
      put.run(roots[i]![0], other);
    }
    // Whoever knows the list reads it again: every statement, and also where this transaction is taken back.
    db.pragma(`schema_version = ${version + 1}`);
  } finally {
    db.pragma('writable_schema = OFF');
    db.unsafeMode(false);
  }
}

const pageBytes = (db: Database): number => db.pragma('page_size', { simple: true }) as number;
const freePages = (db: Database): number => db.pragma('freelist_count', { simple: true }) as number;

type Left = { readonly generation: number; readonly name: string | null; readonly keys: number };

/** What was laid aside, and what of it is still there. `atOnce`: see EMPTIED_AT_ONCE. */
export function formerTables(db: Database, atOnce = EMPTIED_AT_ONCE) {
  const newest = db.prepare<[], number>('SELECT coalesce(max(generation), 0) FROM former').pluck();
  const put = db.prepare<[number, number]>('INSERT INTO former (generation, bytes) VALUES (?, ?)');
  const sum = db.prepare<[], number>('SELECT coalesce(sum(bytes), 0) FROM former').pluck();
  const gaveUp = db.prepare<[number, number]>('UPDATE former SET bytes = max(0, bytes - ?) WHERE generation = ?');
  const remove = db.prepare<[number]>('DELETE FROM former WHERE generation = ?');
  const next = db.prepare<[], Left>(
    `SELECT f.generation, l.name,
       CASE l.wr WHEN 0 THEN 0 ELSE (SELECT count(*) FROM pragma_table_info(l.name, 'main') WHERE pk > 0) END AS keys
     FROM former f
     LEFT JOIN pragma_table_list l ON l.schema = 'main' AND l.name LIKE '${FORMER}' || f.generation || '\\_%' ESCAPE '\\'
     ORDER BY f.generation, l.name LIMIT 1`,
  );

  /** One transaction. A table that is empty goes with its last rows. */
  const removeSome = db.transaction(({ generation, name, keys }: Left, most: number): void => {
    if (name === null) return void remove.run(generation);
    const before = freePages(db);
    if (!removeFirst(db, name, keys === 0 ? 'id' : keysOf(keys), most)) db.exec(`DROP TABLE "${name}"`);
    gaveUp.run((freePages(db) - before) * pageBytes(db), generation);
  });

  return {
    /** Pages are too many to be emptied in one step. */
    isMuch: (): boolean => usedBytes(db) > atOnce * pageBytes(db),
    /**
     * Inside the caller's transaction, who then clears all tables, as if little were in them: FTS5 writes into an empty index what
     * makes it one. From here on what was in them is nobody's.
     */
    layAside(): void {
      const generation = newest.get()! + 1;
      const held = usedBytes(db);
      const nameOf = (name: string): string => `${FORMER}${generation}_${name}`;
      const all = treesOf(db);
      for (const tree of all) db.exec(createEmpty(nameOf(tree.name), tree));
      changePlaces(
        db,
        all.map(({ name }) => [name, nameOf(name)]),
      );
      put.run(generation, held);
    },
    any: (): boolean => next.get() !== undefined,
    /** Of the pages that it still takes. */
    bytes: (): number => sum.get()!,
    /**
     * In pieces of a few milliseconds, a transaction each: a kill loses one of them, and the next start goes on. What comes next is
     * read anew each time, so two may do it side by side.
     */
    *emptied(monotonic: () => number): Generator<void> {
      let batch = batchSize(FIRST_ROWS, MOST_ROWS);
      let name: string | null = null;
      for (let left = next.get(); left; left = next.get()) {
        // Rows of another table may be a thousand times as large.
        if (left.name !== name) batch = batchSize(FIRST_ROWS, MOST_ROWS);
        name = left.name;
        const started = monotonic();
        removeSome(left, batch.size());
        batch.took(monotonic() - started);
        yield;
      }
    },
  };
}
export type FormerTables = ReturnType<typeof formerTables>;

type Key = readonly (bigint | string | Buffer | null)[];

/** Removes about `most` rows from the beginning; false: all of them are gone. */
function removeFirst(db: Database, table: string, keys: string, most: number): boolean {
  const edge = db
    .prepare<[number], Key>(`SELECT ${keys} FROM "${table}" ORDER BY ${keys} LIMIT 1 OFFSET ?`)
    .raw()
    .safeIntegers()
    .get(most);
  const gone = edge
    ? db.prepare(`DELETE FROM "${table}" WHERE (${keys}) < (${edge.map(() => '?').join(', ')})`).run(...edge).changes
    : 0;
  if (gone > 0) return true;
  db.exec(`DELETE FROM "${table}"`);
  return false;
}
