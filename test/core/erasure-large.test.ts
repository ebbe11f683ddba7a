// A customer of more entries than go at once: hidden from the first step on, gone by and by, also over a kill.
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { Cache } from '../../electron/core/cache/cache.ts';
import { NEWEST } from '../../electron/core/cache/entries.ts';
import { eraseRows } from '../../electron/core/cache/erasing/erase.ts';
import { leave } from '../../electron/core/cache/erasing/leave.ts';
import { scrub, type Scrubbing } from '../../electron/core/cache/erasing/scrub.ts';
import { checkInPieces, checkingTable } from '../../electron/core/cache/files/checking.ts';
import { openCache } from '../../electron/core/cache/files/open.ts';
import { NO_FILTER } from '../../electron/core/cache/filter.ts';
import { planOf } from '../../electron/core/cache/search/plan.ts';
import { applier } from '../../electron/core/link/apply.ts';
import { ingest } from '../../electron/core/link/ingest.ts';
import type { FeedEvent } from '../../shared/contract/wire.ts';
import type { Erasure } from '../../shared/domain/erasure.ts';
import { parseQuery } from '../../shared/domain/search/query.ts';
import { connectionIs, eventually, startBackend, startDesk, tempFolder } from './support/desk.ts';
import { everythingIn, filesWith } from './support/everything.ts';
import {
  customer,
  entryChanged,
  erasedInHand,
  granted,
  interaction,
  matter,
  message,
  messages,
  NOW,
  page,
  workItem,
} from './support/records.ts';

const WORD = 'Quaggazebra';
const MANY = 700;
const erasure: Erasure = { id: 'erasure-1', customerId: 'big', entryId: null, at: NOW, reason: 'request' };

/** One with very many entries, cases and conversations, and another one. */
function told(): FeedEvent[] {
  const cases = Array.from({ length: 60 }, (_, i) => ({ ...matter('big'), id: `big-case-${i}`, subject: WORD }));
  const threads = cases.map(({ id }, i) => ({
    ...interaction('big'),
    id: `big-thread-${i}`,
    caseId: id,
    subject: WORD,
  }));
  const words = messages('big', MANY).map((one, i) => ({
    ...one,
    text: `${WORD} said ${i}`,
    caseId: cases[i % 60]!.id,
  }));
  const [first, ...more] = cases;
  const grant = granted('big', words.slice(-50), 0, {
    customer: customer('big', WORD),
    cases: [first!],
    interactions: threads.slice(0, 1),
  });
  const others = messages('other', 150).map((one, i) => ({ ...one, text: `Another word ${i}` }));
  return [
    grant,
    ...more.map(one => ({ kind: 'case.changed', case: one }) as const),
    ...threads.slice(1).map(one => ({ kind: 'interaction.changed', interaction: one }) as const),
    ...words.slice(0, -50).map(entryChanged),
    granted('other', others.slice(-50)),
    ...others.slice(0, -50).map(entryChanged),
  ];
}

function cacheIn(folder: string) {
  const opened = openCache(join(folder, 'cache.sqlite'), { now: () => NOW });
  onTestFinished(() => void opened.cache.db.close());
  return opened.cache;
}

function filled(): { cache: Cache; folder: string } {
  const folder = tempFolder();
  const cache = cacheIn(folder);
  ingest(cache, page(null, 'c1', told()), 'log');
  return { cache, folder };
}

const found = (cache: Cache, words: string) =>
  cache.entries.search.page(planOf(parseQuery(words, { now: NOW, zone: 'UTC' }), cache), {
    before: null,
    limit: 2_000,
    isOver: () => false,
  });

/** Whoever asks, and by whatever statement. */
function seesNothing(cache: Cache): void {
  expect(cache.customers.get('big')).toBeNull();
  expect(cache.entries.before('big', NO_FILTER, NEWEST, 2_000)).toEqual([]);
  expect(cache.entries.get('big-000005')).toBeNull();
  expect(cache.cases.get('big-case-5')).toBeNull();
  expect(cache.cases.ofCustomer('big')).toEqual([]);
  expect(cache.interactions.get('big-thread-5')).toBeNull();
  expect(cache.entries.tallies.total('big')).toBe(0);
  expect(found(cache, WORD)).toMatchObject({ entries: [], total: { count: 0, exact: true } });
  expect(cache.db.prepare(`SELECT json FROM entries WHERE json LIKE '%${WORD}%'`).all()).toEqual([]);
  expect(found(cache, 'another').entries).toHaveLength(150);
  expect(cache.entries.before('other', NO_FILTER, NEWEST, 2_000)).toHaveLength(150);
}

const left = (cache: Cache): number =>
  cache.db.prepare<[], number>(`SELECT count(*) FROM main.entries WHERE customer_id = 'big'`).pluck().get()!;
const ALONE: Scrubbing = { monotonic: () => performance.now(), isBusy: () => false };
const leaving = (cache: Cache, scrubbing = ALONE) =>
  leave(cache, scrubbing, events => {
    const work = applier(cache);
    for (const event of events) work.apply(event);
    work.finish();
  });

test('from the first step on nothing of them is shown, also after a kill between any two steps, until all is gone', () => {
  const { cache, folder } = filled();
  expect(found(cache, WORD).entries.length).toBe(MANY);
  cache.write(() => eraseRows(cache, erasure));
  expect(left(cache)).toBe(MANY);
  seesNothing(cache);
  const steps = leaving(cache);
  let before = MANY;
  for (let i = 0; left(cache) > 0; i++) {
    expect(steps.next().done).toBe(false);
    expect(left(cache)).toBeLessThanOrEqual(before);
    before = left(cache);
    seesNothing(cache);
    if (i !== 2) continue;
    expect(left(cache)).toBeGreaterThan(0);
    // As the disk has it when its process is killed here.
    const copy = tempFolder();
    cpSync(folder, copy, { recursive: true });
    const next = cacheIn(copy);
    seesNothing(next);
    for (const _ of leaving(next));
    expect(everythingIn(next.db)).not.toContain(WORD);
    seesNothing(next);
  }
  for (const _ of steps);
  seesNothing(cache);
  expect(cache.leaving.customers().size).toBe(0);
  expect(everythingIn(cache.db)).not.toContain(WORD);
});

test('a piece takes 3 ms while somebody asks, and more rows at once while nobody does; who begins to ask waits for one', () => {
  /** Of a machine that takes out ten rows in a millisecond: the rows of each piece. */
  const pieces = (isBusy: (gone: number) => boolean): number[] => {
    const { cache } = filled();
    cache.write(() => eraseRows(cache, erasure));
    const gone = (): number => MANY - left(cache);
    const steps = leaving(cache, { monotonic: () => gone() / 10, isBusy: () => isBusy(gone()) });
    const rows: number[] = [];
    for (let before = 0; !steps.next().done; before = gone()) rows.push(gone() - before);
    expect(left(cache)).toBe(0);
    return rows;
  };
  expect(Math.max(...pieces(() => true))).toBeLessThanOrEqual(30);
  expect(Math.max(...pieces(() => false))).toBeGreaterThan(100);
  const rows = pieces(gone => gone > 400);
  const last = rows.findIndex((_, at) => rows.slice(0, at + 1).reduce((sum, one) => sum + one) > 400);
  expect(rows[last]).toBeGreaterThan(30);
  expect(Math.max(...rows.slice(last + 1))).toBeLessThanOrEqual(30);
});

test('a check of the file reads their rows too, as long as there are any', () => {
  const { cache } = filled();
  cache.write(() => eraseRows(cache, erasure));
  checkingTable(cache.db).begin();
  const check = checkInPieces(cache.db, () => performance.now());
  let step = check.next();
  while (!step.done) step = check.next();
  expect(step.value).toBeGreaterThan(2 * (MANY + 150));
  expect(checkingTable(cache.db).place()).toBeNull();
});

test('where the file is not written anew, as a large one is not, merging and giving pages back leave nothing in it either', () => {
  const { cache, folder } = filled();
  const more = messages('third', 2_000).map(one => ({
    ...one,
    text: `Another word ${one.id} ${'and more '.repeat(40)}`,
  }));
  ingest(cache, page('c1', 'c2', more.map(entryChanged)));
  cache.journal.empty();
  expect(filesWith(folder, WORD, WORD.toLowerCase())).not.toEqual([]);
  cache.write(() => eraseRows(cache, erasure));
  for (const _ of leaving(cache));
  // Somebody asks all the time, and seconds pass with each look.
  let now = 0;
  const written = vi.spyOn(cache.db, 'exec');
  for (const _ of scrub(cache, { monotonic: () => (now += 1_000), isBusy: () => true }));
  expect(written.mock.calls.flat()).not.toContain('VACUUM');
  expect(cache.db.pragma('freelist_count', { simple: true })).toBe(0);
  expect(filesWith(folder, WORD, WORD.toLowerCase())).toEqual([]);
  expect(cache.entries.newest('third', 5_000)).toHaveLength(2_000);
});

test('an erasure whose transaction is taken back hides nobody', () => {
  const { cache } = filled();
  expect(() =>
    cache.write(() => {
      eraseRows(cache, erasure);
      throw new Error('no room');
    }),
  ).toThrow('no room');
  expect(cache.customers.get('big')?.name).toBe(WORD);
  expect(found(cache, WORD).entries).toHaveLength(MANY);
});

test('work in hand goes on at once; its empty records stand there when the rows have gone, and not among them', () => {
  const { cache } = filled();
  ingest(
    cache,
    page('c1', 'c2', [
      ...erasedInHand(erasure, { ...matter('big'), id: 'big-case-5' }),
      { kind: 'interaction.changed', interaction: { ...interaction('big'), id: 'big-thread-5', version: 9 } },
      { kind: 'work.changed', workItem: workItem('big', { version: 9, subject: '', from: '' }) },
      entryChanged(message('big', 'too-late', NOW, { text: WORD })),
    ]),
  );
  expect(cache.customers.get('big')?.erasedAt).toBe(NOW);
  expect(cache.workItems.get('work-big')?.subject).toBe('');
  expect(cache.cases.get('big-case-5')).toBeNull();
  for (const _ of leaving(cache));
  expect(cache.cases.ofCustomer('big').map(({ id, subject }) => [id, subject])).toEqual([['big-case-5', '']]);
  expect(cache.interactions.get('big-thread-5')?.subject).toBeNull();
  expect(cache.entries.before('big', NO_FILTER, NEWEST, 10)).toEqual([]);
  expect(everythingIn(cache.db)).not.toContain(WORD);
});

test('who may not be seen any more while they leave goes all the same, and comes back by nothing', () => {
  const { cache } = filled();
  ingest(
    cache,
    page('c1', 'c2', [
      ...erasedInHand(erasure, { ...matter('big'), id: 'big-case-5' }),
      { kind: 'customer.revoked', customerId: 'big' },
    ]),
  );
  for (const _ of leaving(cache));
  expect(left(cache)).toBe(0);
  expect(cache.cases.ofCustomer('big')).toEqual([]);
});

test('while they leave all others are written as ever, and a snapshot of a new log empties everything', () => {
  const { cache } = filled();
  cache.write(() => eraseRows(cache, erasure));
  const news = message('other', 'other-news', NOW + 1, { text: 'Another word, the newest' });
  ingest(
    cache,
    page('c1', 'c2', [
      entryChanged(news),
      entryChanged({ ...news, version: 2, text: 'Another word, changed' }),
      { kind: 'case.changed', case: { ...matter('other'), version: 2, subject: 'Found' } },
      { kind: 'interaction.changed', interaction: { ...interaction('other'), version: 2, subject: 'Found' } },
    ]),
  );
  expect(cache.entries.get('other-news')?.text).toBe('Another word, changed');
  expect(cache.cases.get('case-other')?.subject).toBe('Found');
  expect(cache.interactions.get('thread-other')?.subject).toBe('Found');
  ingest(cache, page(null, 'd1', [granted('other', [news])], { reset: true }), 'another log');
  expect(left(cache)).toBe(0);
  for (const _ of leaving(cache));
  expect(cache.entries.before('other', NO_FILTER, NEWEST, 10).map(({ id }) => id)).toEqual(['other-news']);
  expect(cache.entries.tallies.total('other')).toBe(1);
});

test('the receipt goes when all of them is gone, and the files hold nothing', async () => {
  const backend = await startBackend();
  const desk = startDesk(backend.url);
  await connectionIs(desk, 'live');
  backend.append(told());
  await eventually(async () =>
    expect((await desk.bridge.call('history.search', { query: WORD })).hits.length).toBeGreaterThan(0),
  );
  backend.append([{ kind: 'customer.erased', erasure }]);
  await eventually(async () => expect((await desk.bridge.call('history.search', { query: WORD })).hits).toEqual([]));
  await eventually(() => expect(backend.commands.map(({ kind }) => kind)).toContain('erasure.confirm'));
  expect(filesWith(desk.dataDir, WORD, WORD.toLowerCase())).toEqual([]);
  expect((await desk.bridge.call('history.search', { query: 'another' })).total).toMatchObject({ count: 150 });
});
