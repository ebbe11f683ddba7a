// The index of a cache that an earlier version wrote, or whose index was damaged.
import SQLite from 'better-sqlite3';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { indexBeside } from '../../electron/core/cache/search/index-beside.ts';
import { migrate } from '../../electron/core/cache/files/migrate.ts';
import { cacheMigrations } from '../../electron/core/cache/migrations/list.ts';
import { openCache, openMemoryCache } from '../../electron/core/cache/files/open.ts';
import { beginIndex } from '../../electron/core/cache/search/reindex.ts';
import { folding } from '../../electron/core/cache/migrations/0012-folding.ts';
import { search as searchMigration } from '../../electron/core/cache/migrations/0009-search.ts';
import './support/desk.ts';
import { customer, matter, message, NOW } from './support/records.ts';
import { foundBy } from '../support/found-by.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'foreword-index-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const hits = ({ entries }: ReturnType<typeof openMemoryCache>['cache'], word: string): string[] =>
  foundBy(entries.search, `"${word}"`, 10).map(({ id }) => id);

test('a cache of before is searched by its words, names and numbers once it is open', () => {
  const file = join(folder, 'a.cache.db');
  const db = new SQLite(file);
  migrate(db, cacheMigrations.slice(0, cacheMigrations.indexOf(searchMigration)));
  const entry = message('sam', 'e1', NOW, { text: 'Lost in Málaga' });
  const json = (record: object): string => JSON.stringify(record);
  db.prepare('INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)').run(
    'sam', NOW, 'e1', 'message', 'x', 'in', 'private', '@LarkwingCare', json(entry),
  ); // prettier-ignore
  db.prepare(`INSERT INTO places VALUES (1000, 'e1', 1, 'sam', ?, NULL)`).run(NOW);
  db.prepare(`INSERT INTO customers VALUES ('sam', 1, ?)`).run(json(customer('sam', 'Sam O’Neill')));
  db.prepare(`INSERT INTO cases VALUES ('case-sam', 1, 'sam', ?)`).run(json(matter('sam')));
  db.close();

  const opened = openCache(file, { now: Date.now });
  expect(opened.notices).toEqual([]);
  expect(hits(opened.cache, 'malaga')).toEqual(['e1']);
  expect(opened.cache.names.find('customer', [[{ word: 'neill', prefix: false }]], 5).ids).toEqual(['sam']);
  expect(opened.cache.cases.idsOfNumber(matter('sam').number)).toEqual(['case-sam']);
  expect(opened.cache.entries.search.known.all('handle')).toEqual(['@LarkwingCare']);
  opened.close();
});

test('a cache whose words were folded otherwise is indexed anew', () => {
  const file = join(folder, 'a.cache.db');
  const db = new SQLite(file);
  migrate(db, cacheMigrations.slice(0, cacheMigrations.indexOf(folding)));
  const entry = message('sam', 'e1', NOW, { text: 'ΑΘΗΝΑΣ' });
  db.prepare('INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)').run(
    'sam', NOW, 'e1', 'message', 'x', 'in', 'private', '@LarkwingCare', JSON.stringify(entry),
  ); // prettier-ignore
  db.prepare(`INSERT INTO places VALUES (1000, 'e1', 1, 'sam', ?, NULL)`).run(NOW);
  // As the version before wrote it.
  db.exec(`INSERT INTO search (rowid, words) VALUES (1000, 'αθηνας')`);
  db.close();

  const opened = openCache(file, { now: Date.now });
  expect(hits(opened.cache, 'αθηνασ')).toEqual(['e1']);
  opened.close();
});

test('beside the work it is made to its end, goes on where it was stopped, and then says that nothing is missing', async () => {
  const { cache } = openMemoryCache();
  const entries = Array.from({ length: 300 }, (_, i) => message('sam', `e${i}`, NOW + i * 1_000, { text: 'penguin' }));
  cache.write(() => cache.entries.putMany(entries));
  beginIndex(cache.db);
  cache.entries.search.forgetRemembered();
  expect(cache.entries.search.state.unindexed()).toBe(300);

  const failed = (error: unknown): never => {
    throw error;
  };
  const options = { cache, monotonic: () => performance.now(), failed, firstMs: 0 };
  const first = indexBeside(options);
  await expect.poll(() => cache.entries.search.state.unindexed()).toBeLessThan(300);
  first.stop();
  const second = indexBeside(options);
  await expect.poll(() => cache.entries.search.state.unindexed()).toBe(0);
  second.stop();
  expect(foundBy(cache.entries.search, '"penguin"', 400)).toHaveLength(300);
});
