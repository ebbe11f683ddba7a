import { expect, onTestFinished, test, vi } from 'vitest';
import { openMemoryCache } from '../../electron/core/cache/files/open.ts';
import type { FileWork, Piece } from '../../electron/core/cache/files/file-work.ts';
import { indexUpkeep, partsIn } from '../../electron/core/cache/search/index-upkeep.ts';
import { feedReceiver } from '../../electron/core/link/feed.ts';
import { takingIn } from '../../electron/core/link/taking-in.ts';
import { Gap, ingest, ingestInSteps, type Ingested, type Pace } from '../../electron/core/link/ingest.ts';
import { entryChanged, granted, message, messages, NOW, page } from './support/records.ts';

const three: Pace = { size: () => 3, customers: 99, took: () => {}, now: () => 0, isAwaited: () => false };
const cacheOfNothing = () => openMemoryCache().cache;
const tenOf = (customerId: string) => messages(customerId, 10).map(entryChanged);

test('the cursor moves with the last part of a page, and the parts are there before it', () => {
  const cache = cacheOfNothing();
  const steps = ingestInSteps(cache, page(null, 'c1', tenOf('sam')), 'log-1', three);

  expect(steps.next().done).toBe(false);
  expect(cache.entries.newest('sam', 50)).toEqual([]);
  expect(steps.next().done).toBe(false);
  expect(cache.entries.newest('sam', 50)).toHaveLength(3);
  expect(cache.feedState.read()).toEqual({ cursor: null, incarnation: null, completeTo: null });

  for (let i = 0; i < 5; i++) steps.next();
  const last = steps.next();
  expect(last).toMatchObject({ done: true, value: { changes: [{ topic: 'timeline', customerId: 'sam' }] } });
  expect((last.value as Ingested).entries).toHaveLength(10);
  expect(cache.feedState.read()).toEqual({ cursor: 'c1', incarnation: 'log-1', completeTo: NOW });
});

test('a page left off in the middle and given again leaves what one page at once leaves', () => {
  const [cut, whole] = [cacheOfNothing(), cacheOfNothing()];
  const given = page(null, 'c1', [granted('sam', messages('sam', 4), 2), ...tenOf('ana'), ...tenOf('sam')]);
  const steps = ingestInSteps(cut, given, 'log-1', three);
  for (let i = 0; i < 9; i++) steps.next();

  ingest(cut, given, 'log-1');
  ingest(whole, given, 'log-1');

  for (const customerId of ['sam', 'ana']) {
    expect(cut.entries.newest(customerId, 50)).toEqual(whole.entries.newest(customerId, 50));
    expect(cut.entries.tallies.total(customerId)).toBe(whole.entries.tallies.total(customerId));
  }
  expect(cut.feedState.read()).toEqual(whole.feedState.read());
});

test('what the parts of a page left off in the middle changed is told when it has come again', () => {
  const { cache } = openMemoryCache();
  const isBusy = (): boolean => true;
  const upkeep = indexUpkeep(cache.db, () => 0);
  const write = takingIn({ cache, clock: { now: () => NOW, monotonic: () => 0 }, upkeep, isBusy });
  const given = page(null, 'c1', [...messages('sam', 64), ...messages('ana', 300)].map(entryChanged));
  const lost = write(given, 'log-1');
  while (cache.entries.tallies.total('sam') === 0) expect(lost.next().done).toBe(false);
  expect(cache.entries.tallies.total('ana')).toBe(0);

  const again = write(given, 'log-1');
  let step = again.next();
  while (!step.done) step = again.next();

  const told = step.value.changes.flatMap(change => ('customerId' in change ? [change.customerId] : []));
  expect(told.toSorted()).toEqual(['ana', 'sam']);
  expect(step.value.entries).toHaveLength(364);
});

test('a page begun while nobody asked is taken back when somebody does, and comes in parts: nothing is lost or told twice', () => {
  const { cache } = openMemoryCache();
  let looks = 0;
  let isHeard = false;
  const write = takingIn({
    cache,
    clock: { now: () => NOW, monotonic: () => 0 },
    upkeep: indexUpkeep(cache.db, () => 0),
    isBusy: () => isHeard,
    // Asked in the midst of the rows, and of the words after them.
    isAwaited: () => !isHeard && ++looks > 700,
  });
  const given = page(null, 'c1', [...messages('sam', 200), ...messages('ana', 300)].map(entryChanged));
  const steps = write(given, 'log-1');

  expect(steps.next().done).toBe(false);
  expect(looks).toBe(701);
  expect(cache.db.inTransaction).toBe(false);
  expect(cache.entries.tallies.total('sam') + cache.entries.tallies.total('ana')).toBe(0);

  isHeard = true;
  const totals = new Set<number>();
  let step = steps.next();
  for (; !step.done; step = steps.next())
    totals.add(cache.entries.tallies.total('sam') + cache.entries.tallies.total('ana'));
  expect(totals.size).toBeGreaterThan(4);
  expect(step.value.entries).toHaveLength(500);
  expect(step.value.changes).toHaveLength(2);
  expect(cache.entries.newest('ana', 500)).toHaveLength(300);
  expect(cache.feedState.read().cursor).toBe('c1');
});

test('a page about many customers is written in parts of some, for of each there are pages to write', () => {
  const { cache } = openMemoryCache();
  const upkeep = indexUpkeep(cache.db, () => 0);
  const write = takingIn({ cache, clock: { now: () => NOW, monotonic: () => 0 }, upkeep });
  const everybody = Array.from({ length: 300 }, (_, i) => entryChanged(message(`c${i}`, `m${i}`, NOW + i)));
  const steps = write(page(null, 'c1', everybody), 'log-1');
  const count = cache.db.prepare<[], number>('SELECT count(*) FROM main.entries').pluck();
  const totals = new Set<number>();

  let step = steps.next();
  for (; !step.done; step = steps.next()) totals.add(count.get()!);

  expect([...totals]).toEqual([0, 128, 256]);
  expect(step.value.entries).toHaveLength(300);
});

test('a part that is as small as somebody may wait for is not taken back', () => {
  const { cache } = openMemoryCache();
  const upkeep = indexUpkeep(cache.db, () => 0);
  const clock = { now: () => NOW, monotonic: () => 0 };
  const write = takingIn({ cache, clock, upkeep, isBusy: () => true, isAwaited: () => true });
  const steps = write(page(null, 'c1', messages('sam', 300).map(entryChanged)), 'log-1');

  let step = steps.next();
  while (!step.done) step = steps.next();

  expect(cache.entries.tallies.total('sam')).toBe(300);
});

test('a snapshot left off in the middle is asked for again from the beginning, not from the log of before', () => {
  const cache = cacheOfNothing();
  ingest(cache, page(null, 'c9', tenOf('sam')), 'log-1');
  const steps = ingestInSteps(cache, page(null, 'd1', tenOf('ana'), { reset: true }), 'log-2', three);

  steps.next();
  expect(cache.feedState.read()).toMatchObject({ cursor: 'c9' });
  steps.next();

  expect(cache.feedState.read()).toEqual({ cursor: null, incarnation: null, completeTo: null });
  expect(cache.entries.newest('sam', 50)).toEqual([]);
});

function receiver() {
  const cache = cacheOfNothing();
  const heard = { acks: [] as boolean[], gaps: 0, failed: [] as unknown[] };
  const feed = feedReceiver({
    ingest: given => ingestInSteps(cache, given, 'log-1', three),
    askAgain: () => heard.gaps++,
    applied: () => {},
    failed: error => heard.failed.push(error),
    gapMs: 50,
  });
  return { cache, feed, heard, ack: (applied: boolean) => void heard.acks.push(applied) };
}

test('what is asked while a page is written is answered between two of its parts', async () => {
  const { cache, feed, heard, ack } = receiver();
  feed.receive(page(null, 'c1', tenOf('sam')), ack);

  const seen: number[] = [];
  const ask = (): void => {
    seen.push(cache.entries.tallies.total('sam'));
    if (heard.acks.length === 0) setImmediate(ask);
  };
  ask();
  await vi.waitFor(() => expect(heard.acks).toEqual([true]));

  expect(seen[0]).toBe(0);
  expect([...new Set(seen)]).toEqual(expect.arrayContaining([3, 6, 9]));
});

test('pages that come while one is written follow it, in order', async () => {
  const { cache, feed, heard, ack } = receiver();
  feed.receive(page(null, 'c1', tenOf('sam')), ack);
  feed.receive(page('c1', 'c2', tenOf('ana')), ack);
  feed.receive(page('c2', 'c3', []), ack);

  await vi.waitFor(() => expect(cache.feedState.read().cursor).toBe('c3'));

  expect(heard).toEqual({ acks: [true, true, true], gaps: 0, failed: [] });
  expect(cache.entries.tallies.total('ana')).toBe(10);
});

test('a page that came too early waits while the one before it is written', async () => {
  const { cache, feed, heard, ack } = receiver();
  feed.receive(page('c1', 'c2', tenOf('ana')), ack);
  feed.receive(page(null, 'c1', tenOf('sam')), ack);

  await vi.waitFor(() => expect(cache.feedState.read().cursor).toBe('c2'));

  expect(heard).toEqual({ acks: [true, true], gaps: 0, failed: [] });
});

test('a connection that ends in the middle of a page leaves the rest undone', async () => {
  const { cache, feed, heard, ack } = receiver();
  feed.receive(page(null, 'c1', tenOf('sam')), ack);
  feed.receive(page('c1', 'c2', tenOf('ana')), ack);

  await new Promise(resolve => setImmediate(resolve));
  feed.stop();
  await new Promise(resolve => setImmediate(resolve));

  expect(cache.entries.tallies.total('sam')).toBe(3);
  expect(cache.feedState.read().cursor).toBeNull();
  expect(heard.acks).toEqual([false]);
});

test('a part that is to be waited for is waited for; what comes meanwhile follows, and an end leaves it undone', async () => {
  const told: string[] = [];
  const until: (() => void)[] = [];
  const feed = feedReceiver({
    *ingest({ upto }) {
      told.push(`${upto} begun`);
      yield new Promise<void>(resolve => until.push(resolve));
      told.push(`${upto} written`);
      return { changes: [], entries: [], near: [], reset: false };
    },
    askAgain: () => {},
    applied: () => {},
    failed: error => told.push(String(error)),
    gapMs: 50,
  });
  const turns = async (): Promise<void> => {
    for (let i = 0; i < 5; i++) await new Promise(resolve => setImmediate(resolve));
  };
  feed.receive(page(null, 'c1', []), () => {});
  feed.receive(page('c1', 'c2', []), () => {});
  await turns();
  expect(told).toEqual(['c1 begun']);

  until.shift()!();
  await turns();
  expect(told).toEqual(['c1 begun', 'c1 written', 'c2 begun']);

  feed.stop();
  until.shift()!();
  await turns();
  expect(told).toEqual(['c1 begun', 'c1 written', 'c2 begun']);
});

test('a page whose wait fails is refused as one that cannot be written, and the next one is taken', async () => {
  const told: unknown[] = [];
  const waits = [Promise.reject(new Error('SQLITE_IOERR')), Promise.resolve()];
  const feed = feedReceiver({
    *ingest() {
      yield waits.shift();
      return { changes: [], entries: [], near: [], reset: false };
    },
    askAgain: () => {},
    applied: ({ upto }) => told.push(`${upto} applied`),
    failed: error => told.push(String(error)),
    gapMs: 50,
  });
  onTestFinished(feed.stop);
  feed.receive(page(null, 'c1', []), isDone => told.push(isDone));
  feed.receive(page(null, 'c2', []), isDone => told.push(isDone));
  await vi.waitFor(() => expect(told).toEqual([false, 'Error: SQLITE_IOERR', true, 'c2 applied']));
});

test('a page that fails is refused, and what follows it is looked at all the same', async () => {
  const { feed, heard, ack } = receiver();
  const broken = feedReceiver({
    ingest: () => {
      throw new Error('no room');
    },
    askAgain: () => {},
    applied: () => {},
    failed: error => heard.failed.push(error),
    gapMs: 50,
  });
  broken.receive(page(null, 'c1', tenOf('sam')), ack);
  broken.receive('no page at all', ack);

  expect(heard.acks).toEqual([false, false]);
  expect(heard.failed).toHaveLength(2);
  expect(heard.failed.some(error => error instanceof Gap)).toBe(false);
  feed.stop();
});

test('merging in pieces leaves nothing to merge, and everything is found', () => {
  const { cache } = openMemoryCache();
  const upkeep = indexUpkeep(cache.db, () => 0);
  for (let i = 0; i < 40; i++)
    cache.write(() => cache.entries.putMany([message('sam', `m${i}`, NOW + i * 1_000, { text: `suitcase ${i}` })]));
  const parts = (): number =>
    cache.db.prepare<[], number>('SELECT count(DISTINCT segid) FROM search_idx').pluck().get()!;
  expect(parts()).toBe(40);
  const record = (): Buffer =>
    cache.db.prepare<[], Buffer>('SELECT block FROM search_data WHERE id = 10').pluck().get()!;
  expect(partsIn(record())).toBe(40);
  expect(upkeep.due()).toBe(0);

  let pieces = 0;
  while (upkeep.step()) pieces++;

  expect(pieces).toBeGreaterThan(0);
  expect(parts()).toBeLessThan(8);
  expect(partsIn(record())).toBe(parts());
  expect(cache.db.prepare(`SELECT count(*) FROM search WHERE search MATCH '"suitcase"'`).pluck().get()).toBe(40);
});

test('however slow the machine, a piece of merging is not so small that its own cost is most of it', () => {
  const { cache } = openMemoryCache();
  let now = 0;
  const upkeep = indexUpkeep(cache.db, () => (now += 1_000));
  for (let i = 0; i < 12; i++) {
    const words = (n: number): string => Array.from({ length: 20 }, (_, k) => `w${i}x${n}y${k}`).join(' ');
    const some = Array.from({ length: 100 }, (_, n) => message('sam', `m${i}-${n}`, NOW + n, { text: words(n) }));
    cache.write(() => cache.entries.putMany(some));
  }
  const pages = cache.db.prepare<[], number>('SELECT count(*) FROM search_data WHERE id > 10').pluck().get()!;

  let pieces = 0;
  while (upkeep.step()) pieces++;

  expect(pages).toBeGreaterThan(60);
  expect(pieces).toBeLessThan(pages / 4);
});

test.each([
  ['not of an index of few parts', 10, 1, false],
  ['of one that has many', 140, 1, true],
  ['not before what may ring', 140, 0, false],
])('a piece is merged before a page of many is written: %s', (_what, parts, left, isMerged) => {
  const { cache } = openMemoryCache();
  const upkeep = indexUpkeep(cache.db, () => 0);
  const step = vi.spyOn(upkeep, 'step');
  const write = takingIn({ cache, clock: { now: () => NOW, monotonic: () => 0 }, upkeep });
  for (let i = 0; i < parts; i++) cache.write(() => cache.entries.putMany([message('sam', `m${i}`, NOW + i)]));

  const steps = write(page(null, 'c1', messages('ana', 600).map(entryChanged), { left }), 'log-1');
  while (!steps.next().done);

  expect(cache.entries.tallies.total('ana')).toBe(600);
  expect(step.mock.calls.length > 0).toBe(isMerged);
});

test('while somebody asks a piece is merged by the other thread, and the page is written when that is done', async () => {
  const { cache: here } = openMemoryCache();
  const upkeep = indexUpkeep(here.db, () => 0);
  const step = vi.spyOn(upkeep, 'step');
  const asked: (() => void)[] = [];
  const piece = () => new Promise<Piece>(done => void asked.push(() => done({ isMore: false, ms: 1 })));
  const work: FileWork = { ...here.work, isBeside: true, merger: () => ({ piece, stop: () => Promise.resolve() }) };
  const cache = { ...here, work };
  const write = takingIn({ cache, clock: { now: () => NOW, monotonic: () => 0 }, upkeep, isBusy: () => true });
  for (let i = 0; i < 140; i++) cache.write(() => cache.entries.putMany([message('sam', `m${i}`, NOW + i)]));

  const steps = write(page(null, 'c1', messages('ana', 600).map(entryChanged), { left: 1 }), 'log-1');
  const waiting = steps.next().value;
  expect(waiting).toBeInstanceOf(Promise);
  expect([cache.writing.isRunning(), cache.entries.tallies.total('ana'), cache.entries.tallies.total('sam')]).toEqual([
    true,
    0,
    140,
  ]);
  asked[0]!();
  await waiting;
  for (let next = steps.next(); !next.done; next = steps.next()) {
    asked.at(-1)!();
    await next.value;
  }

  expect(cache.entries.tallies.total('ana')).toBe(600);
  expect(asked.length).toBeGreaterThan(1);
  expect(step).not.toHaveBeenCalled();
});
