// Every version that a file may be of, with a row in each of its tables, becomes what a fresh file is, and loses nothing.
import SQLite, { type Database } from 'better-sqlite3';
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { cacheOver } from '../../electron/core/cache/cache.ts';
import { deskFileOver } from '../../electron/core/cache/desk-file.ts';
import { checkFile } from '../../electron/core/cache/files/check.ts';
import { SALVAGED } from '../../electron/core/cache/files/salvage.ts';
import { type Migration, migrate } from '../../electron/core/cache/files/migrate.ts';
import { cacheMigrations } from '../../electron/core/cache/migrations/list.ts';
import { outboxMigrations } from '../../electron/core/cache/outbox-migrations/list.ts';
import './support/desk.ts';

type Column = { name: string; type: string; notnull: number; pk: number };
type Row = Record<string, string | number | Buffer | null>;

const at = (list: readonly Migration[], version: number): Database => {
  const db = new SQLite(':memory:');
  migrate(db, list.slice(0, version));
  return db;
};
/** Of our own: not the index's, nor SQLite's. */
const tablesOf = (db: Database): string[] =>
  db
    .prepare<[], string>(
      `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
       ORDER BY name`,
    )
    .pluck()
    .all();
const columnsOf = (db: Database, table: string): Column[] => db.pragma(`table_info("${table}")`) as Column[];

/** Columns, indexes with theirs, triggers, and the words by which they were made. */
function schemaOf(db: Database): unknown {
  const indexes = (table: string): unknown[] =>
    (db.pragma(`index_list("${table}")`) as { name: string; unique: number; origin: string; partial: number }[])
      .map(({ name, unique, origin, partial }) => ({
        name,
        unique,
        origin,
        partial,
        columns: db.pragma(`index_xinfo("${name}")`),
      }))
      .toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return {
    tables: tablesOf(db).map(table => ({
      table,
      columns: db.pragma(`table_xinfo("${table}")`),
      indexes: indexes(table),
    })),
    all: db.prepare('SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name').all(),
  };
}

/** Values that a check or a migration looks at; of all others any will do. */
const GIVEN: Readonly<Record<string, string | number>> = {
  one: 1,
  step: 'rows',
  state: 'held',
  kind: 'work.finish',
  lane: 'work:w1',
  mode: 'reply',
  params: '{"workItemId":"w1"}',
  json: '{"id":"i1","mode":"reply","text":"Grüße 🧳","number":48213,"nested":{"list":[1,null]}}',
};
function valueOf({ name, type }: Column, table: string): string | number | Buffer {
  const given = GIVEN[name];
  if (given !== undefined) return given;
  return type === 'INTEGER' ? 41 : type === 'BLOB' ? Buffer.from([0, 255, 7]) : `${table}-${name}`;
}

/** One row more in each table, all of its columns filled. */
function fill(db: Database): Map<string, Row> {
  const rows = new Map<string, Row>();
  for (const table of tablesOf(db)) {
    const columns = columnsOf(db, table);
    const row = Object.fromEntries(columns.map(column => [column.name, valueOf(column, table)]));
    const names = columns.map(({ name }) => `"${name}"`);
    db.prepare(
      `INSERT OR REPLACE INTO "${table}" (${names.join(', ')}) VALUES (${columns.map(({ name }) => `@${name}`).join(', ')})`,
    ).run(row);
    rows.set(table, row);
  }
  return rows;
}

const asRead = (row: Row): Row | { json: unknown } =>
  typeof row['json'] === 'string' ? { ...row, json: JSON.parse(row['json']) as unknown } : row;

/** All of it is there still; a column or a field that came later may stand beside it. */
function expectKept(db: Database, table: string, row: Row): void {
  const all = db.prepare<[], Row>(`SELECT * FROM "${table}"`).all();
  expect({ table, rows: all.map(asRead) }).toEqual({ table, rows: [expect.objectContaining(expectedOf(row))] });
}
const expectedOf = (row: Row): object => {
  const { json, ...rest } = asRead(row) as Row & { json?: object };
  return json === undefined ? rest : { ...rest, json: expect.objectContaining(json) as unknown };
};

/** Said by the migrations themselves: the index and the names are made anew in the background. */
const MADE_ANEW: Readonly<Record<string, number>> = { names: 12, search_state: 12 };

describe.each([
  ['cache', cacheMigrations, (db: Database): unknown => cacheOver(db)],
  ['outbox', outboxMigrations, (db: Database): unknown => deskFileOver(db)],
] as const)('%s', (_name, list, used) => {
  const fresh = schemaOf(at(list, list.length));

  test.each(Array.from({ length: list.length }, (_, i) => i + 1))(
    'of version %i with a row in every table it becomes what a fresh file is, and every row is there',
    version => {
      const db = at(list, version);
      const rows = fill(db);
      migrate(db, list);
      expect(schemaOf(db)).toEqual(fresh);
      for (const [table, row] of rows) if (version >= (MADE_ANEW[table] ?? 0)) expectKept(db, table, row);
      expect(checkFile(db)).toBe('sound');
      expect(db.pragma('foreign_key_check')).toEqual([]);
      used(db); // every statement of today's code finds what it names
    },
  );

  test('a first start makes the same file as a start of each version after the other', () => {
    const db = new SQLite(':memory:');
    for (let version = 1; version <= list.length; version++) migrate(db, list.slice(0, version));
    expect(schemaOf(db)).toEqual(fresh);
  });
});

test('of a damaged outbox every table there is comes over, as far as it can be read', () => {
  expect(tablesOf(at(outboxMigrations, outboxMigrations.length))).toEqual([...SALVAGED].toSorted());
});

const hashOf = ({ up }: Migration): string => createHash('sha256').update(up).digest('hex').slice(0, 12);

test('a migration that was shipped is never edited: files made by it would differ from those that come', () => {
  expect(cacheMigrations.map(hashOf)).toMatchInlineSnapshot(`
    [
      "63a8888af376",
      "b39937b4e1af",
      "6f787209f8c7",
      "c0bb95596201",
      "55f5f6911cba",
      "912f88294fa0",
      "910d4f51f37d",
      "4694b94bb8ac",
      "b972c84ada9d",
      "7398de38c2e4",
      "5e1adff559b5",
      "16daf39544c1",
      "48c53050ce5c",
      "229443173ebc",
    ]
  `);
  expect(outboxMigrations.map(hashOf)).toMatchInlineSnapshot(`
    [
      "62dc6d646ea4",
      "ec4fc7ada298",
      "120e48fccffb",
      "2d4e5cdca154",
      "97572d33c3f5",
      "eb9ba794bade",
      "be865f2cf960",
      "18b282184465",
    ]
  `);
});
