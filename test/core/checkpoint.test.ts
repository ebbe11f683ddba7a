import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { checkpointer } from '../../electron/core/cache/files/checkpoint.ts';
import type { FileWork, Piece } from '../../electron/core/cache/files/file-work.ts';
import { indexUpkeep, partsIn } from '../../electron/core/cache/search/index-upkeep.ts';
import { openCache, openMemoryCache } from '../../electron/core/cache/files/open.ts';
import { eventually, keepLog, logLines, tempFolder } from './support/desk.ts';
import { messages, NOW } from './support/records.ts';

function written() {
  const file = join(tempFolder(), 'mara.cache.db');
  const { cache, close } = openCache(file, { now: () => NOW });
  const asked = { isBusy: true };
  const checkpoints = checkpointer(
    cache,
    indexUpkeep(cache.db, () => performance.now()),
    () => asked.isBusy,
  );
  onTestFinished(() => {
    checkpoints.stop();
    close();
  });
  cache.write(() => cache.entries.putMany(messages('sam', 200)));
  checkpoints.wrote();
  const waiting = (): number => {
    const [journal] = cache.db.pragma('wal_checkpoint(NOOP)') as { log: number; checkpointed: number }[];
    return journal!.log - journal!.checkpointed;
  };
  return { asked, waiting, size: () => statSync(file).size };
}

test('while somebody asks the journal is left alone; once nobody does it is carried over', async () => {
  const { asked, waiting, size } = written();
  const before = { pages: waiting(), size: size() };
  expect(before.pages).toBeGreaterThan(0);

  // Longer than it waits for quiet: as long as somebody asks, nothing may happen.
  await new Promise(resolve => setTimeout(resolve, 700));
  expect({ pages: waiting(), size: size() }).toEqual(before);

  asked.isBusy = false;
  await eventually(() => expect(waiting()).toBe(0));
  expect(size()).toBeGreaterThan(before.size);
});

/** Nothing but what a checkpointer asks of it. */
function journalWith(pages: number, isBeside: boolean, length = pages) {
  const { cache } = openMemoryCache();
  let done = (): void => {};
  const carry = vi.fn<() => Promise<void>>(() => new Promise(resolve => (done = resolve)));
  const asked = { isBusy: true };
  const waiting = { pages };
  const journal = { ...cache.journal, isBeside, pages: () => waiting.pages, length: () => length, carry };
  const checkpoints = checkpointer(
    { ...cache, journal },
    indexUpkeep(cache.db, () => 0),
    () => asked.isBusy,
  );
  return { checkpoints, carry, waiting, finish: () => done() };
}

test.each([
  ['here, a few thousand pages that nobody must wait for yet', 4_000, false, false],
  ['here, as many as whoever asks must wait for', 4_200, false, true],
  ['beside, too few to be worth it', 4_200, true, false],
  ['beside, enough', 9_000, true, true],
])('between two parts of a page, while somebody asks: %s', (_what, pages, isBeside, isCarried) => {
  const { checkpoints, carry } = journalWith(pages, isBeside);
  expect(checkpoints.between()).toBeUndefined();
  expect(carry.mock.calls.length > 0).toBe(isCarried);
});

test('a journal that grows faster than it is carried over is waited for by the feed', async () => {
  const { checkpoints, finish } = journalWith(40_000, true);
  const waited = checkpoints.between();
  expect(waited).toBeInstanceOf(Promise);
  finish();
  await waited;
});

test('a journal that is long because it never could begin anew is carried over to its end while the feed waits', async () => {
  const { checkpoints, carry, waiting, finish } = journalWith(900, true, 40_000);
  const waited = checkpoints.between();
  expect(waited).toBeInstanceOf(Promise);
  // Something was written meanwhile.
  waiting.pages = 20;
  finish();
  await eventually(() => expect(carry).toHaveBeenCalledTimes(2));
  waiting.pages = 0;
  finish();
  await waited;
  expect(checkpoints.between()).toBeUndefined();
});

test('a disk on which nothing can be carried over does not hold the feed up for ever', async () => {
  const { checkpoints, carry, finish } = journalWith(900, true, 40_000);
  const waited = checkpoints.between();
  finish();
  await waited;
  expect(carry).toHaveBeenCalledTimes(1);
});

test('a desk that stops while its journal is waited for asks nothing more of a file that is closed', async () => {
  const { checkpoints, carry, waiting, finish } = journalWith(900, true, 40_000);
  const waited = checkpoints.between();
  checkpoints.stop();
  // Something was written meanwhile: as many more pieces as it takes would be asked for.
  waiting.pages = 20;
  finish();
  await waited;
  expect(carry).toHaveBeenCalledTimes(1);
});

/** A cache whose other thread answers when it is told to; the core's own merging is counted. */
function mergedBeside() {
  const { cache, close } = openCache(join(tempFolder(), 'mara.cache.db'), { now: () => NOW });
  const asked: { pages: number; answer: (piece: Piece) => void; fail: (error: Error) => void }[] = [];
  const piece = (pages: number) =>
    new Promise<Piece>((answer, fail) => {
      asked.push({ pages, answer, fail });
    });
  const work: FileWork = { ...cache.work, isBeside: true, merger: () => ({ piece, stop: () => Promise.resolve() }) };
  const upkeep = indexUpkeep(cache.db, () => performance.now());
  const here = vi.spyOn(upkeep, 'step');
  const checkpoints = checkpointer({ ...cache, work }, upkeep);
  onTestFinished(() => {
    checkpoints.stop();
    close();
  });
  const wrote = (id: string): void => {
    cache.write(() => cache.entries.putMany(messages('sam', 3).map(one => ({ ...one, id: `${id}-${one.id}` }))));
    checkpoints.wrote();
  };
  wrote('first');
  return { cache, asked, here, checkpoints, wrote };
}

test('a quiet desk is merged by the other thread, piece after piece, and answers meanwhile; then its journal goes', async () => {
  const { cache, asked, here } = mergedBeside();
  await eventually(() => expect(asked).toHaveLength(1));
  expect(cache.writing.isRunning()).toBe(true);
  expect(cache.entries.tallies.total('sam')).toBe(3);
  asked[0]!.answer({ isMore: true, ms: 1 });
  await eventually(() => expect(asked).toHaveLength(2));
  expect(cache.journal.pages()).toBeGreaterThan(0);
  asked[1]!.answer({ isMore: false, ms: 1 });
  await eventually(() => expect(cache.journal.pages()).toBe(0));
  expect(cache.writing.isRunning()).toBe(false);
  expect(here).not.toHaveBeenCalled();
});

test('a piece that found no room is asked for again after the next page, one that found the file locked before that', async () => {
  keepLog();
  const { asked, wrote } = mergedBeside();
  for (const [nth, code] of ['SQLITE_FULL', 'SQLITE_BUSY'].entries()) {
    await eventually(() => expect(asked).toHaveLength(nth + 1));
    const before = logLines.length;
    asked[nth]!.fail(Object.assign(new Error('cannot'), { code }));
    await eventually(() => expect(logLines.slice(before).join()).toContain('cache.notMerged'));
    if (code === 'SQLITE_FULL') wrote('more');
  }
  await eventually(() => expect(asked).toHaveLength(3));
});

test('a desk that stops while a piece is merged asks for no more', async () => {
  const { cache, asked, checkpoints } = mergedBeside();
  await eventually(() => expect(asked).toHaveLength(1));
  const pages = cache.journal.pages();
  checkpoints.stop();
  asked[0]!.answer({ isMore: false, ms: 1 });
  await eventually(() => expect(cache.writing.isRunning()).toBe(false));
  expect(cache.journal.pages()).toBe(pages);
});

test('the thread that carries the journal over merges as well, one job after the other', async () => {
  const fileThreadUrl = new URL('../../electron/core/cache/files/file-thread.worker.ts', import.meta.url);
  const { cache, close } = openCache(join(tempFolder(), 'mara.cache.db'), { now: () => NOW, fileThreadUrl });
  const upkeep = indexUpkeep(cache.db, () => performance.now());
  const here = vi.spyOn(upkeep, 'step');
  const checkpoints = checkpointer(cache, upkeep);
  onTestFinished(async () => {
    checkpoints.stop();
    await cache.work.stop();
    close();
  });
  const structure = cache.db.prepare<[], Buffer>('SELECT block FROM search_data WHERE id = 10').pluck();
  for (let i = 0; i < 24; i++)
    cache.write(() => cache.entries.putMany(messages('sam', 3).map(one => ({ ...one, id: `${i}-${one.id}` }))));
  expect(partsIn(structure.get()!)).toBeGreaterThanOrEqual(24);
  const merger = cache.work.merger({ monotonic: () => 0, secureDelete: 2, goesOn: false });
  const [, piece] = await Promise.all([cache.work.carry(), merger.piece(16), cache.work.carry()]);
  expect(piece.isMore).toBe(true);
  checkpoints.wrote();
  await eventually(() => expect(partsIn(structure.get()!)).toBeLessThan(8));
  await eventually(() => expect(cache.journal.pages()).toBe(0));
  expect(here).not.toHaveBeenCalled();
});
