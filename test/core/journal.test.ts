import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { fileWorkBeside } from '../../electron/core/cache/files/file-thread.ts';
import type { FileWork } from '../../electron/core/cache/files/file-work.ts';
import { journalOf } from '../../electron/core/cache/files/journal.ts';
import { holdFile, holdOf } from '../../electron/core/cache/files/hold-file.ts';
import { openDriver } from '../../electron/core/cache/files/driver.ts';
import { openCache } from '../../electron/core/cache/files/open.ts';
import { eventually, keepLog, logLines, tempFolder } from './support/desk.ts';
import { message, messages, NOW } from './support/records.ts';

const fileThreadUrl = new URL('../../electron/core/cache/files/file-thread.worker.ts', import.meta.url);

/** With a thread that carries its journal over, and sealed, as a desk has it. */
function desk() {
  const folder = tempFolder();
  const file = join(folder, 'mara.cache.db');
  const key = new Uint8Array(32).fill(7);
  const opened = openCache(file, { now: () => NOW, key, fileThreadUrl });
  const close = async (): Promise<void> => {
    await opened.cache.work.stop();
    if (opened.cache.db.open) opened.close();
  };
  onTestFinished(close);
  /** What the file says without its journal. */
  const inFile = (): number => {
    const copy = join(folder, 'copy.db');
    copyFileSync(file, copy);
    const db = openDriver(copy, { key });
    try {
      return db.prepare<[], number>('SELECT count(*) FROM entries').pluck().get()!;
    } finally {
      db.close();
    }
  };
  return { ...opened, file, key, close, inFile };
}

test('a thread of its own carries the journal over, while the core reads and writes', async () => {
  const { cache, inFile, close } = desk();
  cache.write(() => cache.entries.putMany(messages('sam', 2_000)));
  expect(cache.journal.pages()).toBeGreaterThan(100);

  const carried = cache.journal.carry();
  expect(cache.journal.isCarrying()).toBe(true);
  cache.write(() => cache.entries.putMany([message('sam', 'meanwhile', NOW)]));
  expect(cache.entries.tallies.total('sam')).toBe(2_001);
  await carried;

  expect(cache.journal.isCarrying()).toBe(false);
  expect(inFile()).toBeGreaterThanOrEqual(2_000);
  await cache.journal.carry();
  expect(cache.journal.pages()).toBe(0);
  expect(inFile()).toBe(2_001);
  await close();
});

test('carried over while it is written again and again: nothing is lost, and the journal begins anew', async () => {
  const { cache, inFile } = desk();
  for (let i = 0; i < 60; i++) {
    cache.write(() => cache.entries.putMany(messages(`c${i % 7}`, 40).map(one => ({ ...one, id: `${i}-${one.id}` }))));
    void cache.journal.carry();
    if (i % 5 === 0) await new Promise(resolve => setImmediate(resolve));
  }
  await eventually(async () => {
    await cache.journal.carry();
    expect(cache.journal.pages()).toBe(0);
  });
  expect(inFile()).toBe(60 * 40);
  // All of it is in the file: the next page begins at the front.
  cache.write(() => cache.entries.putMany([message('sam', 'after', NOW)]));
  expect(cache.journal.pages()).toBeLessThan(100);
});

test('a carrier that fails for want of room is tried again; any other failure is told to whoever asked', async () => {
  keepLog();
  const { cache } = desk();
  const failing = (code: string): FileWork => ({
    isBeside: true,
    carry: () => Promise.reject(Object.assign(new Error('cannot'), { code })),
    empty: () => Promise.resolve(),
    merger: () => ({ piece: () => ({ isMore: false, ms: 0 }), stop: () => Promise.resolve() }),
    stop: () => Promise.resolve(),
  });
  const before = logLines.length;
  const full = journalOf(cache.db, failing('SQLITE_FULL'));
  await full.carry();
  expect(full.isCarrying()).toBe(false);
  expect(logLines.slice(before).join('\n')).toContain('cache.notCheckpointed');
  await expect(journalOf(cache.db, failing('SQLITE_CORRUPT')).carry()).rejects.toThrow('cannot');
});

test('the thread tells what SQLite says of a file that is none', async () => {
  const { cache, file, close } = desk();
  const broken = `${file}.broken.db`;
  copyFileSync(file, broken);
  const carrier = fileWorkBeside(fileThreadUrl, { file: broken, key: new Uint8Array(32).fill(8) });
  await expect(Promise.resolve(carrier.carry())).rejects.toMatchObject({ code: 'SQLITE_NOTADB' });
  await carrier.stop();
  expect(cache.entries.tallies.total('sam')).toBe(0);
  await close();
});

test('held once: a second opening finds it locked, and once it is let go of it can be had', () => {
  const file = join(tempFolder(), 'mara.cache.db');
  const letGo = holdFile(file, 0)!;
  expect(() => holdFile(file, 0)).toThrow('locked');
  const second = openCache(file, { now: () => NOW, lockWaitMs: 0 });
  expect([second.inMemory, second.notices]).toEqual([true, ['cache-locked']]);
  second.close();
  letGo();
  const third = openCache(file, { now: () => NOW, lockWaitMs: 0 });
  expect(third.inMemory).toBe(false);
  third.close();
});

test('where nothing can be held, one connection keeps the file to itself', () => {
  const file = join(tempFolder(), 'mara.cache.db');
  const whole = openCache(file, { now: () => NOW });
  whole.cache.write(() => whole.cache.entries.putMany(messages('sam', 3)));
  whole.close();
  rmSync(holdOf(file));
  // A folder of that name: the system opens no database there, as on a disk without room for another name.
  mkdirSync(holdOf(file));
  const alone = openCache(file, { now: () => NOW, fileThreadUrl });
  onTestFinished(alone.close);
  expect([alone.inMemory, alone.cache.entries.tallies.total('sam')]).toEqual([false, 3]);
  expect(alone.cache.journal.isBeside).toBe(false);
  expect(() => openDriver(file, { key: null, lockWaitMs: 0 }).prepare('SELECT 1 FROM entries').get()).toThrow('locked');
});
