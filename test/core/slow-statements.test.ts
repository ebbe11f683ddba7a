import SQLite from 'better-sqlite3';
import { beforeEach, expect, test } from 'vitest';
import { openMemoryCache } from '../../electron/core/cache/files/open.ts';
import { statementName, watchStatements } from '../../electron/core/cache/slow-statements.ts';
import { openDriver } from '../../electron/core/cache/files/driver.ts';
import { keepLog, logLines } from './support/desk.ts';

beforeEach(() => {
  keepLog();
  logLines.length = 0;
});

/** Each look at the clock is `step` milliseconds later than the one before. */
const clockBy = (step: number) => {
  let at = 0;
  return (): number => (at += step);
};
const told = () => logLines.map(line => JSON.parse(line)).filter(({ event }) => event === 'statement.slow');

const watched = (step: number) => {
  const db = watchStatements(new SQLite(':memory:'), { monotonic: clockBy(step), slowMs: 50 });
  db.exec('CREATE TABLE notes (id INTEGER PRIMARY KEY, words TEXT)');
  return db;
};

test('a slow statement says its tables, its verb and its time, and none of its words', () => {
  const db = watched(61);
  db.prepare('INSERT INTO notes (words) VALUES (?)').run('Penelope Whitlock rang');
  db.prepare(`SELECT words FROM notes WHERE words LIKE '%Penelope%'`).all();
  db.prepare('SELECT id FROM notes WHERE words = ?').pluck().get('Penelope');
  expect(told().map(({ statement, ms }) => [statement, ms])).toEqual([
    ['notes.create', 61],
    ['notes.insert', 61],
    ['notes.select', 61],
    ['notes.select 2', 61],
  ]);
  expect(logLines.join()).not.toMatch(/Penelope|Whitlock/);
});

test('one that is read row by row is told by what its rows took, also where not all of them are read', () => {
  const db = watched(20);
  for (const words of ['a', 'b', 'c', 'd']) db.prepare('INSERT INTO notes (words) VALUES (?)').run(words);
  const rows = db.prepare<[], string>('SELECT words FROM notes ORDER BY id').pluck();
  expect([...rows.iterate()]).toEqual(['a', 'b', 'c', 'd']); // with the look that finds no more, five times 20 ms
  for (const row of rows.iterate()) if (row === 'b') break;
  expect(told()).toMatchObject([{ statement: 'notes.select', ms: 100 }]);
  db.prepare('DELETE FROM notes').run(); // nothing is being read any more
});

test('one that is quick says nothing', () => {
  const db = watched(49);
  db.prepare('INSERT INTO notes (words) VALUES (?)').run('a');
  db.transaction(() => db.prepare('DELETE FROM notes').run())();
  expect(told()).toEqual([]);
});

test('a statement that throws is told too, and throws what it threw', () => {
  const db = watched(61);
  const insert = db.prepare('INSERT INTO notes (id) VALUES (?)');
  insert.run(1);
  expect(() => insert.run(1)).toThrow(/UNIQUE/);
  expect(told().filter(({ statement }) => statement === 'notes.insert')).toHaveLength(2);
});

test('a commit that waits for the disk is told as what it is, once for nested ones; a pragma without its value', () => {
  const db = watched(61);
  const nested = db.transaction(() => void 0);
  db.transaction(() => nested()).immediate();
  db.pragma(`user_version = 7`);
  expect(told().map(({ statement }) => statement)).toEqual(['notes.create', 'commit', 'pragma.user_version']);
  expect(db.pragma('user_version', { simple: true })).toBe(7);
});

test.each([
  ['SELECT a FROM entries JOIN places ON 1', 'entries+places.select'],
  ['INSERT INTO customers (id) VALUES (?) ON CONFLICT (id) DO UPDATE SET json = excluded.json', 'customers.insert'],
  [`WITH x AS (SELECT 1 FROM tallies) SELECT * FROM x -- from nobody`, 'tallies+x.select'],
  ['UPDATE "feed_state" SET cursor = @cursor', 'feed_state.update'],
  [`SELECT 'from the_customer''s words'`, 'none.select'],
  ['VACUUM', 'none.vacuum'],
])('%s is called %s', (sql, name) => {
  expect(statementName(sql)).toBe(name);
});

test('the cache and the outbox are opened watched', () => {
  for (const db of [openMemoryCache().cache.db, openDriver(':memory:', { key: null })]) {
    expect(Object.hasOwn(db, 'prepare')).toBe(true);
    db.close();
  }
});
