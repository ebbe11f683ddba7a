// Row 88, X20, F13, "Bad input": cache and outbox on a disk, with their keys.
import { randomBytes } from 'node:crypto';
import { cpSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { headOf, markOf, openDriver } from '../../electron/core/cache/files/driver.ts';
import { type OpenedCache, openCache } from '../../electron/core/cache/files/open.ts';
import { openDeskFile, spareOf } from '../../electron/core/cache/files/open-desk-file.ts';
import { sealingOf } from '../../electron/core/cache/files/seal-file.ts';
import { openVault } from '../../electron/host/keys/vault.ts';
import { fileWrapper } from '../../electron/host/keys/wrapper.ts';
import { ingest } from '../../electron/core/link/ingest.ts';
import { foundBy } from '../support/found-by.ts';
import { tempFolder } from './support/desk.ts';
import { asideOf, noteOf, scribble } from './support/desk-files.ts';
import { cacheHash } from './support/hash.ts';
import { granted, messages, NOW, page } from './support/records.ts';

const now = () => NOW;
const key = randomBytes(32);
const other = randomBytes(32);
const WORDS = 'penguin';

const worded = (n: number, at: number) =>
  messages('sam', n, at).map(entry => ({ ...entry, id: `${entry.id}-${at}`, text: `${WORDS} ${'x'.repeat(300)}` }));
const fill = ({ cache }: OpenedCache): void => {
  ingest(cache, page(null, 'c1', [granted('sam', worded(50, NOW))]));
  const more = worded(50, NOW - 50 * 60_000).map(entry => ({ kind: 'entry.changed', entry }));
  ingest(cache, page('c1', 'c2', more));
};
/** A closed cache; sealed where there is a key. */
function filled(fileKey: Uint8Array | null, folder = tempFolder()): string {
  const file = join(folder, 'mara.cache.db');
  const opened = openCache(file, { now, key: fileKey });
  fill(opened);
  opened.close();
  return file;
}
/** A closed outbox with so many notes. */
function outboxOf(fileKey: Uint8Array | null, notes: number, folder = tempFolder()): string {
  const path = join(folder, 'mara.outbox.db');
  const opened = openDeskFile(path, { now, key: fileKey });
  for (let i = 0; i < notes; i++) opened.file.commands.add(noteOf(`${WORDS} ${i} ${'z'.repeat(1_200)}`));
  opened.close();
  return path;
}
const has = (file: string, words: string): boolean => readFileSync(file).includes(words);
const filesIn = (folder: string): string[] => readdirSync(folder).toSorted();

describe('X20: the files of the desk, read by whoever has a copy', () => {
  test('neither file nor journal holds a word, a name or a table, while open and after', () => {
    const folder = tempFolder();
    const cache = openCache(join(folder, 'c.db'), { now, key });
    const outbox = openDeskFile(join(folder, 'o.db'), { now, key });
    onTestFinished(() => (cache.close(), outbox.close()));
    fill(cache);
    outbox.file.commands.add(noteOf(`${WORDS} unsent`));
    const names = filesIn(folder).filter(name => statSync(join(folder, name)).size > 0);
    expect(names).toEqual(expect.arrayContaining(['c.db', 'c.db-wal', 'o.db', 'o.db-wal']));
    cache.cache.db.pragma('wal_checkpoint(TRUNCATE)');
    for (const name of names)
      // None so short that chance writes it: of three letters, one in ten such files has them.
      for (const word of [WORDS, 'CREATE TABLE', 'entries'])
        expect([name, has(join(folder, name), word)]).toEqual([name, false]);
  });

  test('a plain file does hold them, so the look finds what is there', () => {
    expect(has(filled(null), WORDS)).toBe(true);
  });

  test('copied away, it opens with its key alone', () => {
    const copy = join(tempFolder(), 'copy.db');
    cpSync(filled(key), copy);
    const entriesWith = (fileKey: Uint8Array | null) => {
      const db = openDriver(copy, { key: fileKey });
      onTestFinished(() => void db.close());
      return db.prepare<[], number>('SELECT count(*) FROM places').pluck().get();
    };
    expect(() => entriesWith(null)).toThrow(/malformed|not a database/);
    expect(() => entriesWith(other)).toThrow('not a database');
    expect(entriesWith(key)).toBe(100);
  });

  test('a page that was changed, or put where another was, is not taken for what was written', () => {
    const file = filled(key);
    const size = 8_192;
    const bytes = readFileSync(file);
    // Pages that are in use: what lies in one that is free nobody reads.
    const look = openDriver(file, { key });
    const [one = 0, two = 0] = ['entries', 'places'].map(
      name =>
        look.prepare<[string], number>('SELECT rootpage FROM sqlite_schema WHERE name = ?').pluck().get(name)! - 1,
    );
    look.close();
    const swapped = Buffer.from(bytes);
    bytes.copy(swapped, one * size, two * size, (two + 1) * size);
    bytes.copy(swapped, two * size, one * size, (one + 1) * size);
    const flipped = Buffer.from(bytes);
    flipped[one * size + 4_000]! ^= 1;
    for (const forged of [swapped, flipped]) {
      writeFileSync(file, forged);
      const db = openDriver(file, { key });
      expect(() => db.pragma('quick_check')).toThrow('malformed');
      db.close();
    }
  });
});

describe('a file that is not this start’s', () => {
  test('the cache of another key: set aside byte for byte, begun anew, one sentence', () => {
    const file = filled(other);
    const bytes = readFileSync(file);
    const opened = openCache(file, { now, key });
    expect([opened.notices, opened.inMemory]).toEqual([['cache-other-key'], false]);
    expect(opened.cache.feedState.read().cursor).toBeNull();
    opened.close();
    const [aside = ''] = asideOf(file, 'other-key');
    expect(readFileSync(join(dirname(file), aside)).equals(bytes)).toBe(true);
    const again = openCache(file, { now, key });
    expect(again.notices).toEqual([]);
    again.close();
  });

  test('the files of another agent, copied to where one’s own are: nothing of theirs is shown, and nothing overwritten', async () => {
    const folder = tempFolder();
    const keysOf = async (agent: string) => {
      const path = join(folder, 'keys', `${agent}.json`);
      return (await openVault({ path, policy: 'warn', wrapper: fileWrapper(async () => true) })).now().keys!;
    };
    const [mine, theirs] = [await keysOf('priya'), await keysOf('mara')];
    const cacheOf = (agent: string): string => join(folder, `${agent}.cache.db`);
    cpSync(filled(theirs.cache, folder), cacheOf('priya'));
    cpSync(outboxOf(theirs.outbox, 2, folder), join(folder, 'priya.outbox.db'));
    const bytes = readFileSync(cacheOf('mara'));
    const opened = openCache(cacheOf('priya'), { now, key: mine.cache });
    expect(opened.notices).toEqual(['cache-other-key']);
    expect(opened.cache.customers.get('sam')).toBeNull();
    opened.close();
    const outbox = openDeskFile(join(folder, 'priya.outbox.db'), { now, key: mine.outbox });
    expect(outbox.file.commands.all()).toEqual([]);
    outbox.close();
    const [aside = ''] = asideOf(cacheOf('priya'), 'other-key');
    expect(readFileSync(join(folder, aside)).equals(bytes)).toBe(true);
    expect(readFileSync(join(folder, 'priya.outbox.db')).equals(readFileSync(join(folder, 'mara.outbox.db')))).toBe(
      true,
    );
  });

  test('the outbox of another key: not touched, words go into a file beside it, and come home when the key is back', () => {
    const path = outboxOf(other, 2);
    const bytes = readFileSync(path);
    for (const expected of [1, 2]) {
      const beside = openDeskFile(path, { now, key });
      expect(beside.notices).toEqual(['outbox-other-key']);
      beside.file.mustKeep();
      beside.file.commands.add(noteOf('beside'));
      expect(beside.file.commands.all()).toHaveLength(expected);
      beside.close();
    }
    expect(readFileSync(path).equals(bytes)).toBe(true);
    expect(headOf(spareOf(path, 1))).toMatchObject({ kind: 'sealed', mark: markOf(key) });
    // The other one has its words and leaves the spare file, which is not its own, alone.
    const theirs = openDeskFile(path, { now, key: other });
    expect([theirs.notices, theirs.file.commands.all().length]).toEqual([[], 2]);
    theirs.close();
    expect(headOf(spareOf(path, 1)).kind).toBe('sealed');
  });

  test('F27: a sealed cache of a newer program is known without its key and not written', () => {
    for (const fileKey of [key, other]) {
      const file = filled(fileKey);
      const db = openDriver(file, { key: fileKey });
      db.pragma('user_version = 99');
      db.pragma('wal_checkpoint(TRUNCATE)');
      db.close();
      const bytes = readFileSync(file);
      const opened = openCache(file, { now, key });
      expect([opened.notices, opened.inMemory]).toEqual([['cache-too-new'], true]);
      opened.close();
      expect(readFileSync(file).equals(bytes)).toBe(true);
    }
  });

  test('no database: set aside, never written over', () => {
    const file = join(tempFolder(), 'mara.cache.db');
    writeFileSync(file, 'this is a letter');
    const opened = openCache(file, { now, key });
    expect(opened.notices).toEqual(['cache-refilled']);
    opened.close();
    const [aside = ''] = asideOf(file);
    expect(readFileSync(join(dirname(file), aside), 'utf8')).toBe('this is a letter');
  });

  test('F12: a sealed file held by another program is left alone', () => {
    const file = filled(key);
    const holder = openCache(file, { now, key });
    const second = openCache(file, { now, key, lockWaitMs: 30 });
    expect([second.notices, second.inMemory]).toEqual([['cache-locked'], true]);
    second.close();
    holder.close();
  });
});

describe('F13: a sealed file that is damaged', () => {
  test('header, first page, a page of entries: set aside and begun anew', () => {
    for (const [at, bytes] of [
      [0, 100],
      [300, 50],
    ] as const) {
      const file = filled(key);
      scribble(file, at, bytes);
      const opened = openCache(file, { now, key });
      expect(opened.notices).toEqual(['cache-refilled']);
      opened.close();
    }
    const file = filled(key);
    writeFileSync(`${file}.open`, '');
    scribble(file, pageOf(file, 'entries') * 8_192 + 4_000, 8);
    const opened = openCache(file, { now, key });
    expect(opened.notices).toEqual(['cache-refilled']);
    opened.close();
  });

  test('its index alone: made again, and no entry is lost', () => {
    const file = filled(key);
    writeFileSync(`${file}.open`, '');
    // Its root was there before the entries: the page lies where the file goes on to use it.
    scribble(file, rootOf(file, 'search_data') * 8_192 + 4_000, 8);
    const opened = openCache(file, { now, key });
    expect(opened.notices).toEqual(['index-rebuilt']);
    expect(opened.cache.entries.places.count()).toBe(100);
    opened.close();
  });

  test('the outbox: what is on sound pages is carried over into a sealed file', () => {
    const path = outboxOf(key, 40);
    scribble(path, pageOf(path, 'commands', 12) * 4_096 + 2_000, 8);
    const again = openDeskFile(path, { now, key });
    expect(again.notices).toEqual(['cache-refilled']);
    expect(again.file.commands.all().length).toBeGreaterThan(30);
    expect(again.file.commands.all().length).toBeLessThan(40);
    again.close();
    for (const name of filesIn(dirname(path)))
      expect([name, has(join(dirname(path), name), WORDS)]).toEqual([name, false]);
  });
});

/** Pages before the first page of a table. */
function rootOf(file: string, table: string): number {
  const db = openDriver(file, { key });
  const page = db.prepare<[string], number>('SELECT rootpage FROM sqlite_schema WHERE name = ?').pluck().get(table);
  db.close();
  return page! - 1;
}
/** Pages before the `nth` page of a table that is no inner one. */
function pageOf(file: string, table: string, nth = 0): number {
  const db = openDriver(file, { key });
  const pages = db
    .prepare<[string], number>(`SELECT pageno FROM dbstat WHERE name = ? AND pagetype = 'leaf' ORDER BY path`)
    .pluck()
    .all(table);
  db.close();
  return pages[Math.min(nth, pages.length - 1)]! - 1;
}

describe('plain files of an earlier version', () => {
  test('are sealed at the first start, with everything in them and nothing left beside them', () => {
    const folder = tempFolder();
    const file = filled(null, folder);
    const before = openCache(file, { now });
    const hash = cacheHash(before.cache);
    before.close();
    outboxOf(null, 3, folder);

    const cache = openCache(file, { now, key });
    const outbox = openDeskFile(join(folder, 'mara.outbox.db'), { now, key });
    expect([cache.notices, outbox.notices]).toEqual([[], []]);
    expect(cacheHash(cache.cache)).toBe(hash);
    expect(foundBy(cache.cache.entries.search, `"${WORDS}"`, 1_000)).toHaveLength(100);
    expect(outbox.file.commands.all()).toHaveLength(3);
    cache.close();
    outbox.close();
    expect(filesIn(folder)).toEqual(['mara.cache.db', 'mara.cache.db.held', 'mara.outbox.db']);
    expect(statSync(join(folder, 'mara.cache.db.held')).size).toBe(0);
    for (const name of ['mara.cache.db', 'mara.outbox.db']) {
      expect([name, has(join(folder, name), WORDS)]).toEqual([name, false]);
      expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
      expect(headOf(join(folder, name))).toMatchObject({ kind: 'sealed', mark: markOf(key) });
    }
  });

  test('as a killed program leaves them: what stands in the journal alone is sealed too', () => {
    const folder = tempFolder();
    const path = join(folder, 'mara.outbox.db');
    const running = openDeskFile(path, { now });
    running.file.commands.add(noteOf(`${WORDS} in the journal`));
    const left = join(folder, 'left');
    mkdirSync(left);
    for (const part of ['', '-wal']) cpSync(path + part, join(left, 'mara.outbox.db') + part);
    running.close();
    writeFileSync(sealingOf(join(left, 'mara.outbox.db')), 'half made by a start that was killed');

    const opened = openDeskFile(join(left, 'mara.outbox.db'), { now, key });
    expect(opened.file.commands.all()).toHaveLength(1);
    opened.close();
    expect(filesIn(left)).toEqual(['mara.outbox.db']);
    expect(has(join(left, 'mara.outbox.db'), WORDS)).toBe(false);
  });

  test('held by another program: left plain and alone until it can be had', () => {
    const path = outboxOf(null, 1);
    const holder = openDeskFile(path, { now });
    const beside = openDeskFile(path, { now, key, lockWaitMs: 30 });
    expect(beside.notices).toEqual(['cache-locked']);
    beside.close();
    holder.close();
    expect(headOf(path).kind).toBe('plain');
  });

  test('damaged: the outbox is salvaged into a sealed file', () => {
    const path = outboxOf(null, 40);
    scribble(path, 20 * 4_096, 4_096);
    const opened = openDeskFile(path, { now, key });
    expect(opened.notices).toEqual(['cache-refilled']);
    expect(opened.file.commands.all().length).toBeGreaterThan(30);
    opened.close();
    expect(headOf(path).kind).toBe('sealed');
  });
});
