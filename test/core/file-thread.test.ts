// Beside the core: what a thread of its own merges and empties, while others read and write the same file.
import { existsSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setImmediate as aTurn } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import type { Cache } from '../../electron/core/cache/cache.ts';
import { eraseRows } from '../../electron/core/cache/erasing/erase.ts';
import { leave } from '../../electron/core/cache/erasing/leave.ts';
import { scrub } from '../../electron/core/cache/erasing/scrub.ts';
import { besideWriting } from '../../electron/core/cache/files/beside-writing.ts';
import type { FileWork } from '../../electron/core/cache/files/file-work.ts';
import { giveBack } from '../../electron/core/cache/keeping/give-back.ts';
import { openCache } from '../../electron/core/cache/files/open.ts';
import { NO_FILTER } from '../../electron/core/cache/filter.ts';
import { NEWEST } from '../../electron/core/cache/entries.ts';
import { indexUpkeep } from '../../electron/core/cache/search/index-upkeep.ts';
import { settled, type Wait } from '../../electron/core/cache/settled.ts';
import { ingest } from '../../electron/core/link/ingest.ts';
import { takingIn } from '../../electron/core/link/taking-in.ts';
import type { Erasure } from '../../shared/domain/erasure.ts';
import { connectionIs, eventually, startBackend, startDesk, tempFolder } from './support/desk.ts';
import { everythingIn, filesWith } from './support/everything.ts';
import { entryChanged, granted, message, messages, NOW, page } from './support/records.ts';

const fileThreadUrl = new URL('../../electron/core/cache/files/file-thread.worker.ts', import.meta.url);
const WORD = 'Quaggazebra';
const erasure: Erasure = { id: 'erasure-1', customerId: 'big', entryId: null, at: NOW, reason: 'request' };
const clock = { now: () => NOW, monotonic: () => performance.now() };
const saying = (customerId: string, word: string, count: number) =>
  messages(customerId, count).map((one, i) => ({ ...one, text: `${word} said ${i} ${'and more '.repeat(20)}` }));

/** Plain, so that a test can read what the files hold; with threads, as a desk has it. */
function opened() {
  const folder = tempFolder();
  const { cache } = openCache(join(folder, 'cache.sqlite'), { now: () => NOW, fileThreadUrl });
  onTestFinished(async () => {
    await cache.work.stop();
    cache.db.close();
  });
  const words = [...saying('big', WORD, 400), ...saying('other', 'another', 400)];
  ingest(cache, page(null, 'c1', [granted('big', []), granted('other', []), ...words.map(entryChanged)]), 'log');
  return { cache, folder };
}
function erased(cache: Cache): void {
  cache.write(() => eraseRows(cache, erasure));
  for (const _ of leave(cache, { monotonic: clock.monotonic, isBusy: () => false }, () => {}));
}
const of = (cache: Cache, customerId: string) => cache.entries.before(customerId, NO_FILTER, NEWEST, 1_000);

/** Takes each piece, and does `meanwhile` while what another thread does is not done. Answers how often that was. */
async function through(work: Iterator<number | Wait>, meanwhile: () => void = () => {}): Promise<number> {
  let waits = 0;
  for (let piece = work.next(); !piece.done; piece = work.next()) {
    const isBeside = piece.value instanceof Promise;
    if (isBeside) waits++;
    if (isBeside) meanwhile();
    await (isBeside ? piece.value : aTurn());
  }
  return waits;
}

test('an erasure is merged and its journal emptied beside the core, which answers meanwhile; the files hold nothing', async () => {
  const { cache, folder } = opened();
  void cache.journal.carry();
  expect(filesWith(folder, WORD)).not.toEqual([]);
  erased(cache);
  let read = 0;
  const work = scrub(cache, { monotonic: clock.monotonic, isBusy: () => true });
  const waits = await through(work, () => (read += of(cache, 'other').length));
  expect(waits).toBeGreaterThan(2);
  expect(read).toBe(400 * waits);
  const everything = everythingIn(cache.db);
  expect(everything.includes(WORD.toLowerCase())).toBe(false);
  expect(everything.includes('another')).toBe(true);
  expect(filesWith(folder, WORD, WORD.toLowerCase())).toEqual([]);
  expect(cache.journal.length()).toBe(0);
});

test('a page that comes while the thread writes waits beside it, goes in between two pieces, and is not lost', async () => {
  const { cache } = opened();
  erased(cache);
  const upkeep = indexUpkeep(cache.db, clock.monotonic);
  const takes = takingIn({ cache, clock, upkeep });
  let came: Promise<void> | null = null;
  const take = async (): Promise<void> => {
    const steps = takes(page('c1', 'c2', [entryChanged(message('other', 'meanwhile', NOW))]), 'log');
    const first = steps.next().value;
    expect(first).toBeInstanceOf(Promise);
    expect(cache.entries.get('meanwhile')).toBeNull();
    for (let wait: unknown = first, isOver = false; !isOver;) {
      await wait;
      const step = steps.next();
      [wait, isOver] = [step.value, step.done === true];
    }
    expect(cache.writing.isRunning()).toBe(false);
  };
  await through(giveBack(cache, clock.monotonic), () => (came ??= take()));
  await came;
  expect(of(cache, 'other')).toHaveLength(401);
});

test('whoever waits for the thread is left a moment before its next piece', async () => {
  const writing = besideWriting();
  expect(writing.ended()).toBeUndefined();
  let done: (value: string) => void = () => {};
  const told = writing.during(new Promise<string>(resolve => (done = resolve)));
  expect([writing.isRunning(), writing.isAwaited()]).toEqual([true, false]);
  const ended = writing.ended();
  expect(writing.isAwaited()).toBe(true);
  done('merged');
  await ended;
  expect([await told, writing.isRunning(), writing.isAwaited()]).toEqual(['merged', false, true]);
  await writing.during(Promise.resolve());
  expect(writing.isAwaited()).toBe(false);
  const failing = writing.during(Promise.reject(new Error('no room')));
  await writing.ended();
  await expect(failing).rejects.toThrow('no room');
});

test('what the thread cannot do is thrown where it was asked for, and no thread is left', async () => {
  const { cache } = opened();
  let stopped = 0;
  const full: FileWork = {
    ...cache.work,
    merger: () => ({
      piece: () => Promise.reject(Object.assign(new Error('no room'), { code: 'SQLITE_FULL' })),
      stop: () => Promise.resolve(void stopped++),
    }),
  };
  await expect(through(giveBack({ ...cache, work: full }, clock.monotonic))).rejects.toThrow('no room');
  expect(stopped).toBe(1);
  const early = settled(Promise.resolve(1));
  early.next();
  expect(() => early.next()).toThrow('before what was waited for');
});

test('a session that opens while the thread has the file waits beside it: the core does not end, and goes on', async () => {
  const backend = await startBackend();
  const holding = new URL('./support/holding.worker.ts', import.meta.url);
  const desk = startDesk(backend.url, { fileThreadUrl: holding, lockWaitMs: 0 });
  await connectionIs(desk, 'live');
  backend.append([granted('big', saying('big', WORD, 20))]);
  await eventually(async () =>
    expect((await desk.bridge.call('history.search', { query: WORD })).total.count).toBe(20),
  );
  backend.append([{ kind: 'customer.erased', erasure }]);
  const folder = dirname(desk.files.cache);
  onTestFinished(() => writeFileSync(join(folder, 'go'), ''));
  await eventually(() => expect(existsSync(join(folder, 'held'))).toBe(true));

  backend.io.on('connection', socket => socket.emit('here.of', { customerId: 'other', madeAt: NOW, people: [] }));
  backend.cut();
  // Told after the session, on the same connection: that has come.
  await eventually(() => expect(desk.pushes.map(({ topic }) => topic)).toContain('here'));
  expect((await desk.bridge.call('connection.read', {})).state).not.toBe('live');
  const resumes = backend.resumes.length;

  writeFileSync(join(folder, 'go'), '');
  await connectionIs(desk, 'live');
  expect(backend.resumes.length).toBe(resumes + 1);
  await eventually(() => expect(backend.commands.map(({ kind }) => kind)).toContain('erasure.confirm'));
});

test('F33: a desk with threads erases while entries come, and is stopped and started in the middle', async () => {
  const backend = await startBackend();
  const dataDir = tempFolder();
  const desk = startDesk(backend.url, { dataDir, fileThreadUrl });
  await connectionIs(desk, 'live');
  backend.append([granted('big', []), granted('other', [])]);
  backend.append(saying('big', WORD, 700).map(entryChanged));
  backend.append(saying('other', 'another', 300).map(entryChanged));
  const counted = async (of: typeof desk, query: string) =>
    (await of.bridge.call('history.search', { query })).total.count;
  await eventually(async () => expect(await counted(desk, WORD)).toBe(700));
  await eventually(async () => expect(await counted(desk, 'another')).toBe(300));
  backend.append([{ kind: 'customer.erased', erasure }]);
  await eventually(async () => expect(await counted(desk, WORD)).toBe(0), 15_000, 1);
  await desk.core.stop();
  expect(backend.commands.map(({ kind }) => kind)).not.toContain('erasure.confirm');

  const again = startDesk(backend.url, { dataDir, fileThreadUrl });
  await connectionIs(again, 'live');
  for (let i = 0; i < 40; i++)
    backend.append([entryChanged(message('other', `news-${i}`, NOW, { text: 'the newest' }))]);
  await eventually(() => expect(backend.commands.map(({ kind }) => kind)).toContain('erasure.confirm'));
  await eventually(async () => expect(await counted(again, 'newest')).toBe(40));
  expect(await counted(again, 'another')).toBe(300);
  await again.core.stop();
  expect(filesWith(dataDir, WORD, WORD.toLowerCase())).toEqual([]);
});
