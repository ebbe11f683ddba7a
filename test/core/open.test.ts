import SQLite from 'better-sqlite3';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openCache } from '../../electron/core/cache/files/open.ts';
import { openDeskFile } from '../../electron/core/cache/files/open-desk-file.ts';
import { isDamage, verdictOf } from '../../electron/core/cache/files/check.ts';
import { holdOf } from '../../electron/core/cache/files/hold-file.ts';
import { checkBeside } from '../../electron/core/cache/files/check-beside.ts';
import { checkInPieces } from '../../electron/core/cache/files/checking.ts';
import { ingest } from '../../electron/core/link/ingest.ts';
import { foundBy } from '../support/found-by.ts';
import { connectionIs, eventually, startBackend, startDesk, tempFolder } from './support/desk.ts';
import { asideOf, endWithoutOrder, noteOf, scribble } from './support/desk-files.ts';
import { cacheHash } from './support/hash.ts';
import { granted, messages, NOW, page } from './support/records.ts';

const now = () => NOW;
const cacheFile = () => join(tempFolder(), 'mara.cache.db');

/** A closed cache with 600 entries; `isUnclean`: as a killed program leaves it. */
function filled(isUnclean: boolean): string {
  const file = cacheFile();
  const opened = openCache(file, { now });
  ingest(opened.cache, page(null, 'c1', [granted('sam', messages('sam', 50)), granted('ana', messages('ana', 50))]));
  const more = messages('sam', 500, NOW - 50 * 60_000).map((entry, i) => ({
    kind: 'entry.changed',
    entry: { ...entry, id: `old-${i}`, text: `penguin ${i} ${'x'.repeat(300)}` },
  }));
  ingest(opened.cache, page('c1', 'c2', more));
  opened.close();
  return isUnclean ? unclean(file) : file;
}

function unclean(file: string): string {
  writeFileSync(`${file}.open`, '');
  return file;
}

/** Overwrites pages of a table: all of them, or one in its middle. */
function damage(file: string, table: string, which: 'all' | 'one' = 'all'): void {
  const db = new SQLite(file);
  const size = db.pragma('page_size', { simple: true }) as number;
  const all = db
    .prepare<[string], number>(`SELECT pageno FROM dbstat WHERE name = ? AND pagetype <> 'overflow' ORDER BY path`)
    .pluck()
    .all(table);
  db.close();
  const pages = which === 'all' ? all : [all[Math.floor(all.length / 2)]!];
  for (const number of pages) scribble(file, (number - 1) * size + 4, size - 8);
}

describe('F13: damage', () => {
  test('a destroyed header: the file is set aside, a fresh one begun, the agent told', () => {
    const file = filled(false);
    scribble(file, 0, 100);
    const opened = openCache(file, { now });
    expect(opened.notices).toEqual(['cache-refilled']);
    expect(opened.cache.feedState.read().cursor).toBeNull();
    expect(asideOf(file)).toHaveLength(1);
    opened.close();
  });

  test.each(['entries', 'places', 'tallies'])('a destroyed page of %s is found after an unclean end', table => {
    const file = filled(true);
    damage(file, table);
    const opened = openCache(file, { now });
    expect(opened.notices).toEqual(['cache-refilled']);
    expect(opened.cache.entries.places.count()).toBe(0);
    expect(asideOf(file)).toHaveLength(1);
    opened.close();
  });

  test('killed while it began the index anew, the file has none: it is made again from the entries', () => {
    const file = filled(false);
    const db = new SQLite(file);
    db.exec('DROP TABLE search');
    db.close();
    const opened = openCache(file, { now });
    const found = opened.cache.db.prepare(`SELECT count(*) FROM search WHERE search MATCH '"penguin"'`).pluck().get();
    expect([found, opened.cache.entries.places.count()]).toEqual([500, 600]);
    opened.close();
  });

  test('a damaged index is made again from the entries, and no entry is lost', () => {
    const file = filled(true);
    damage(file, 'search_data');
    const opened = openCache(file, { now });
    expect(opened.notices).toEqual(['index-rebuilt']);
    expect(opened.cache.entries.places.count()).toBe(600);
    expect(foundBy(opened.cache.entries.search, '"penguin"', 1_000)).toHaveLength(500);
    expect(asideOf(file)).toEqual([]);
    opened.close();
  });

  test('a cut-off file and one that is no database are set aside too', () => {
    const file = filled(true);
    writeFileSync(file, readFileSync(file).subarray(0, 10_000));
    const opened = openCache(file, { now });
    expect(opened.notices).toEqual(['cache-refilled']);
    opened.close();
    writeFileSync(file, 'this is a letter');
    const again = openCache(file, { now: () => NOW + 1 });
    expect(again.notices).toEqual(['cache-refilled']);
    expect(asideOf(file)).toHaveLength(2);
    again.close();
  });

  test('damage met in the middle of a call is fatal, and the next start refills from the backend', async () => {
    const backend = await startBackend();
    const first = startDesk(backend.url);
    await connectionIs(first, 'live');
    const entries = messages('sam', 50).map(entry => ({ ...entry, text: 'y'.repeat(2_000) }));
    backend.append([granted('sam', entries)]);
    const open = () => first.bridge.call('customer.open', { customerId: 'sam' });
    await eventually(async () => expect((await open()).page.items).toHaveLength(50));
    await first.core.stop();
    damage(first.files.cache, 'entries', 'one');

    const fatal: unknown[] = [];
    const hurt = startDesk('http://127.0.0.1:9', { dataDir: first.dataDir, fatal: error => fatal.push(error) });
    await expect(hurt.bridge.call('customer.open', { customerId: 'sam' })).rejects.toMatchObject({ code: 'internal' });
    expect(fatal).toHaveLength(1);
    // As a crash leaves it: the mark of an open file stays.
    await hurt.core.stop();
    writeFileSync(`${first.files.cache}.open`, '');

    const healed = startDesk(backend.url, { dataDir: first.dataDir });
    expect(await healed.bridge.call('notices.read', {})).toMatchObject([{ kind: 'cache-refilled' }]);
    await eventually(async () =>
      expect((await healed.bridge.call('customer.open', { customerId: 'sam' })).page.items).toHaveLength(50),
    );
  });

  /** As a killed program leaves a cache that is too large to be looked through before it is used. */
  const killed = (file: string) => openCache(file, { now, checkAtOncePages: 1 });

  test('a large cache is used at once after an unclean end, and all of it is read beside', () => {
    const opened = killed(filled(true));
    expect(opened.notices).toEqual([]);
    expect(opened.isToBeChecked).toBe(true);

    const pieces = checkInPieces(opened.cache.db, () => 0);
    let piece = pieces.next();
    for (let i = 0; i < 1_000 && !piece.done; i++) piece = pieces.next();

    expect(piece.value).toBeGreaterThan(2_400);
    opened.close();
  });

  test.each(['entries', 'places', 'sqlite_autoindex_places_1', 'search_data'])(
    'a destroyed page of %s is met by the check beside, and the next start makes it good before it is used',
    table => {
      const file = filled(true);
      damage(file, table, 'one');
      const opened = killed(file);
      expect(() => [...checkInPieces(opened.cache.db, () => 0)]).toThrow(/malformed|damage/);
      opened.distrust();
      endWithoutOrder(opened, file);

      const next = openCache(file, { now, checkAtOncePages: 1 });
      expect(next.notices).toEqual([table === 'search_data' ? 'index-rebuilt' : 'cache-refilled']);
      expect(next.isToBeChecked).toBe(false);
      expect(existsSync(`${file}.suspect`)).toBe(false);
      next.close();
    },
  );

  test('a check that was broken off goes on at the next start, and is not begun again after an orderly end', () => {
    const file = filled(true);
    const first = killed(file);
    let at = 0;
    // A second goes by with each look at the clock: every piece is written down.
    const pieces = checkInPieces(first.cache.db, () => (at += 1_001));
    let all = 0;
    for (let i = 0; i < 40; i++) if (!pieces.next().done) all++;
    first.close();

    const second = openCache(file, { now, checkAtOncePages: 1 });
    expect(second.isToBeChecked).toBe(true);
    let rest = 0;
    const others = checkInPieces(second.cache.db, () => (at += 1_001));
    while (!others.next().done) rest++;
    second.close();

    const whole = killed(unclean(file));
    let pieceCount = 0;
    const anew = checkInPieces(whole.cache.db, () => (at += 1_001));
    while (!anew.next().done) pieceCount++;
    expect(all).toBe(40);
    expect(rest).toBeLessThan(pieceCount - 30);
    whole.close();
    const third = openCache(file, { now });
    expect(third.isToBeChecked).toBe(false);
    third.close();
  });

  test('what the check beside meets is told', async () => {
    const file = filled(true);
    damage(file, 'entries', 'one');
    const opened = killed(file);
    const failed: unknown[] = [];
    const checked = checkBeside({
      db: opened.cache.db,
      isDue: opened.isToBeChecked,
      monotonic: () => performance.now(),
      failed: error => failed.push(error),
      firstMs: 0,
    });
    await eventually(() => expect(failed).toHaveLength(1));
    expect(isDamage(failed[0])).toBe(true);
    checked.stop();
    opened.cache.db.close();
  });

  test('a damaged outbox: what can be read is carried over', () => {
    const path = join(tempFolder(), 'mara.outbox.db');
    const opened = openDeskFile(path, { now });
    for (let i = 0; i < 40; i++) opened.file.commands.add(noteOf('z'.repeat(1_500)));
    opened.file.drafts.write('sam', null, {
      mode: 'reply',
      text: 'Dear S',
      target: null,
      subject: null,
      mail: null,
      thread: null,
      savedAt: NOW,
    });
    opened.close();
    const db = new SQLite(path);
    const [leaf] = db
      .prepare<[], number>(`SELECT pageno FROM dbstat WHERE name = 'commands' AND pagetype = 'leaf' LIMIT 1 OFFSET 8`)
      .pluck()
      .all();
    db.close();
    scribble(path, (leaf! - 1) * 4_096, 4_096);

    const again = openDeskFile(path, { now });
    expect(again.notices).toEqual(['cache-refilled']);
    expect(again.file.commands.all().length).toBeGreaterThan(30);
    expect(again.file.drafts.get('sam', null, 'reply')?.text).toBe('Dear S');
    again.close();
  });
});

test('F12: a cache held by another program is waited for, then left alone: memory, and a notice', () => {
  const file = filled(false);
  const holder = openCache(file, { now });
  const second = openCache(file, { now, lockWaitMs: 50 });
  expect([second.notices, second.inMemory]).toEqual([['cache-locked'], true]);
  ingest(second.cache, page(null, 'c1', [granted('sam', messages('sam', 3))]));
  expect(holder.cache.entries.places.count()).toBe(600);
  second.close();
  holder.close();
});

test('F27: a cache of a newer program is not written', () => {
  const file = filled(false);
  const db = new SQLite(file);
  db.pragma('user_version = 99');
  db.close();
  const bytes = readFileSync(file);
  const opened = openCache(file, { now });
  expect(opened.notices).toEqual(['cache-too-new']);
  ingest(opened.cache, page(null, 'c1', [granted('sam', messages('sam', 3))]));
  opened.close();
  expect(readFileSync(file).equals(bytes)).toBe(true);
});

test('closed in order, a cache opens as it was, and nothing lies beside it but what it is held by', () => {
  const file = filled(false);
  const first = openCache(file, { now });
  const hash = cacheHash(first.cache);
  first.close();
  const second = openCache(file, { now });
  expect(cacheHash(second.cache)).toBe(hash);
  expect(second.notices).toEqual([]);
  second.close();
  expect(readdirSync(dirname(file))).toEqual(['mara.cache.db', 'mara.cache.db.held']);
  expect(statSync(file).size).toBeGreaterThan(0);
  expect(statSync(holdOf(file)).size).toBe(0);
  expect(existsSync(`${file}.open`)).toBe(false);
});

test('the verdict on a check: only damage confined to the index is the index alone', () => {
  expect(verdictOf([])).toBe('sound');
  expect(verdictOf(['search', 'search_data'])).toBe('index-damaged');
  expect(verdictOf(['search', 'entries'])).toBe('damaged');
  expect(verdictOf(['searches'])).toBe('damaged');
});
