// A new log begins in a large cache: what came by the log before is laid aside in one step and goes by and by.
import { cpSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Cache } from '../../electron/core/cache/cache.ts';
import { completenessOf } from '../../electron/core/cache/completeness.ts';
import { eraseRows } from '../../electron/core/cache/erasing/erase.ts';
import { scrub } from '../../electron/core/cache/erasing/scrub.ts';
import { checkFile } from '../../electron/core/cache/files/check.ts';
import { checkInPieces, checkingTable } from '../../electron/core/cache/files/checking.ts';
import { openCache, openMemoryCache } from '../../electron/core/cache/files/open.ts';
import { formerBeside } from '../../electron/core/cache/keeping/former-beside.ts';
import { forgetAll } from '../../electron/core/cache/keeping/prune.ts';
import { usedBytes } from '../../electron/core/cache/keeping/holdings.ts';
import { spaceOf } from '../../electron/core/cache/keeping/space.ts';
import { ingest, ingestInSteps } from '../../electron/core/link/ingest.ts';
import type { FeedEvent } from '../../shared/contract/wire.ts';
import type { Erasure } from '../../shared/domain/erasure.ts';
import { eventually, tempFolder } from './support/desk.ts';
import { everythingIn, filesWith } from './support/everything.ts';
import { customer, email, entryChanged, granted, interaction, matter, messages, NOW, page } from './support/records.ts';

const OLD = 'Quaggazebra';
const NEW = 'Okapigiraffe';
const PEOPLE = ['ana', 'kim', 'sam'];
/** Of a customer; a page of the old log holds 1,000 entries of each. */
const MANY = 1_000;
const now = (): number => performance.now();
const failed = (error: unknown): never => {
  throw error;
};

/** Everything of this customer in a log whose every record holds this word. The same ids in both logs. */
function told(customerId: string, word: string, count: number): FeedEvent[] {
  const words = messages(customerId, count).map((one, i) => ({
    ...one,
    text: `${word} said ${i} ${'and more '.repeat(20)}`,
    delivery:
      i % 3 > 0 ? null : { state: 'sent' as const, commandId: `${customerId}-command-${i}`, reason: null, at: NOW },
  }));
  return [
    granted(customerId, words.slice(-50), 0, {
      customer: customer(customerId, word),
      cases: [{ ...matter(customerId), subject: word }],
      interactions: [{ ...interaction(customerId), subject: word }],
    }),
    ...words.slice(0, -50).map(entryChanged),
    entryChanged(email(customerId, `${customerId}-mail`, NOW + 1, `<p>${word}</p>`)),
  ];
}
const snapshot = (upto: string, word: string, count: number, people = PEOPLE) =>
  page(null, upto, people.flatMap(id => told(id, word, count)), { reset: true }); // prettier-ignore

function open(folder: string) {
  const file = join(folder, 'cache.db');
  const opened = openCache(file, { now: () => NOW, emptiedAtOncePages: 100 });
  onTestFinished(() => void opened.cache.db.close());
  expect(opened.notices).toEqual([]);
  return { cache: opened.cache, folder, file };
}
function filled() {
  const desk = open(tempFolder());
  ingest(desk.cache, snapshot('a1', OLD, MANY), 'log-a');
  return desk;
}
const found = (cache: Cache, word: string): unknown =>
  cache.db.prepare(`SELECT count(*) FROM search WHERE search MATCH '"${word.toLowerCase()}"'`).pluck().get();
const schemaOf = ({ db }: Cache): unknown[] =>
  db.prepare(`SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE name NOT LIKE 'former\\_%' ESCAPE '\\' AND tbl_name NOT LIKE 'former\\_%' ESCAPE '\\' ORDER BY 1, 2`).all(); // prettier-ignore
const formerIn = ({ db }: Cache): unknown =>
  db.prepare(`SELECT count(*) FROM sqlite_schema WHERE name LIKE 'former\\_%' ESCAPE '\\'`).pluck().get();
const erasureOf = (customerId: string): Erasure => ({
  id: 'erasure-1',
  customerId,
  entryId: null,
  at: NOW,
  reason: 'request',
});

/** By whatever way one asks. */
function showsOnly(cache: Cache, word: string, people: readonly string[], count: number): void {
  expect(cache.customers.all().map(({ id, name }) => [id, name])).toEqual(people.map(id => [id, word]));
  for (const id of people) {
    const entries = cache.entries.newest(id, 2 * MANY);
    expect(entries).toHaveLength(count + 1);
    expect(entries.filter(({ kind, text }) => kind === 'message' && !text?.startsWith(word))).toEqual([]);
    expect(cache.entries.tallies.total(id)).toBe(count + 1);
    expect(cache.entries.html.get(`${id}-mail`)).toBe(`<p>${word}</p>`);
    expect(cache.entries.places.ofCommand(`${id}-command-0`)?.id).toBe(`${id}-000000`);
    expect(cache.cases.ofCustomer(id).map(({ subject }) => subject)).toEqual([word]);
    expect(cache.interactions.ofCustomer(id).map(({ subject }) => subject)).toEqual([word]);
    expect(completenessOf(cache, id, NOW)).toMatchObject({ have: count + 1, older: 0 });
  }
  expect(cache.cases.idsOfNumber(48213)).toHaveLength(people.length);
  expect(cache.names.find('customer', [[{ word: word.toLowerCase(), prefix: false }]], 10).ids.toSorted()).toEqual(
    people,
  );
  expect(cache.entries.places.count()).toBe(people.length * (count + 1));
  expect([found(cache, OLD), found(cache, NEW)]).toEqual(
    [OLD, NEW].map(one => (one === word ? people.length * count : 0)),
  );
}

test('a new log shows nothing of the one before from its first step on, until all of that is gone and its room given back', () => {
  const { cache, file } = filled();
  showsOnly(cache, OLD, PEOPLE, MANY);
  const schema = schemaOf(cache);
  const [used, pages] = [usedBytes(cache.db), cache.db.pragma('page_count', { simple: true }) as number];
  ingest(cache, snapshot('b1', NEW, 20, ['ana', 'new']), 'log-b');
  expect(cache.former.bytes()).toBe(used);
  expect(usedBytes(cache.db)).toBeLessThan(used / 4);
  let pieces = 0;
  for (const _ of cache.former.emptied(now)) {
    if (pieces++ % 8 > 0) continue;
    showsOnly(cache, NEW, ['ana', 'new'], 20);
    expect(schemaOf(cache)).toEqual(schema);
    expect(cache.db.pragma('integrity_check')).toEqual([{ integrity_check: 'ok' }]);
  }
  expect(pieces).toBeGreaterThan(16);
  expect([cache.former.any(), cache.former.bytes(), formerIn(cache)]).toEqual([false, 0, 0]);
  showsOnly(cache, NEW, ['ana', 'new'], 20);
  for (const _ of scrub(cache, { monotonic: now, isBusy: () => false }));
  expect(cache.db.pragma('page_count', { simple: true })).toBeLessThan(pages / 3);
  expect(statSync(file).size).toBeLessThan((pages * 8_192) / 3);
  expect(cache.db.pragma('integrity_check')).toEqual([{ integrity_check: 'ok' }]);
  expect(everythingIn(cache.db)).not.toContain(OLD);
});

test('a first page that is taken back leaves the log before as it was, and the next attempt lays it aside', () => {
  const { cache } = filled();
  const attempt = (): void =>
    cache.write(() => {
      forgetAll(cache);
      expect(cache.former.any()).toBe(true);
      cache.entries.putMany(messages('new', 3));
      throw new Error('no room');
    });
  expect(attempt).toThrow('no room');
  expect(cache.former.any()).toBe(false);
  showsOnly(cache, OLD, PEOPLE, MANY);
  expect(cache.db.pragma('integrity_check')).toEqual([{ integrity_check: 'ok' }]);
  ingest(cache, snapshot('b1', NEW, 20), 'log-b');
  showsOnly(cache, NEW, PEOPLE, 20);
});

test('killed between any two pieces, the next start shows the new log alone and goes on', () => {
  const { cache, folder } = filled();
  ingest(cache, snapshot('b1', NEW, 20), 'log-b');
  let copies = 0;
  let i = 0;
  for (const _ of cache.former.emptied(now)) {
    if (i++ % 10 > 0) continue;
    const copy = tempFolder();
    cpSync(folder, copy, { recursive: true });
    const next = open(copy).cache;
    copies++;
    expect(next.former.any()).toBe(true);
    showsOnly(next, NEW, PEOPLE, 20);
    for (const _ of next.former.emptied(now));
    expect([next.former.any(), formerIn(next), checkFile(next.db)]).toEqual([false, 0, 'sound']);
    showsOnly(next, NEW, PEOPLE, 20);
  }
  expect(copies).toBeGreaterThan(2);
});

test('a second new log before the first one has gone: both go, and the newest alone is shown', () => {
  const { cache } = filled();
  ingest(cache, snapshot('b1', OLD, 400), 'log-b');
  const pieces = cache.former.emptied(now);
  for (let i = 0; i < 5; i++) expect(pieces.next().done).toBe(false);
  ingest(cache, snapshot('c1', NEW, 20), 'log-c');
  showsOnly(cache, NEW, PEOPLE, 20);
  for (const _ of pieces);
  expect([cache.former.any(), formerIn(cache), checkFile(cache.db)]).toEqual([false, 0, 'sound']);
  showsOnly(cache, NEW, PEOPLE, 20);
});

test('a new log that is cut off in its middle is asked for again, and nothing of the one before comes back', () => {
  const { cache, folder } = filled();
  const pace = { size: () => 5, customers: 99, took: () => {}, now: () => 0, isAwaited: () => false };
  const steps = ingestInSteps(cache, snapshot('b1', NEW, 60), 'log-b', pace);
  for (let i = 0; i < 4; i++) steps.next();
  const copy = tempFolder();
  cpSync(folder, copy, { recursive: true });
  const next = open(copy).cache;
  expect(next.feedState.read()).toEqual({ cursor: null, incarnation: null, completeTo: null });
  expect(found(next, OLD)).toBe(0);
  ingest(next, snapshot('b1', NEW, 60), 'log-b');
  showsOnly(next, NEW, PEOPLE, 60);
});

test('a small cache is emptied at once, and one in memory may be laid aside too', () => {
  const small = openCache(join(tempFolder(), 'cache.db'), { now: () => NOW });
  onTestFinished(() => small.close());
  ingest(small.cache, snapshot('a1', OLD, 40), 'log-a');
  ingest(small.cache, snapshot('b1', NEW, 20), 'log-b');
  expect(small.cache.former.any()).toBe(false);
  const { cache } = openMemoryCache();
  ingest(cache, snapshot('a1', OLD, 40), 'log-a');
  cache.write(() => {
    cache.former.layAside();
    forgetAll(cache);
  });
  ingest(cache, snapshot('b1', NEW, 20), 'log-b');
  for (const _ of cache.former.emptied(now));
  showsOnly(cache, NEW, PEOPLE, 20);
});

test.each([
  ['before', 'the erasure comes after the new log', false],
  ['in the middle', 'the new log comes while the index is merged', true],
])('an erasure leaves no byte of whoever is in the log %s: %s', (_when, _what, isMiddle) => {
  const { cache, folder } = filled();
  const scrubbing = { monotonic: now, isBusy: () => false };
  const erase = (): void => void cache.write(() => eraseRows(cache, erasureOf('kim')));
  if (isMiddle) erase();
  const steps = scrub(cache, scrubbing);
  for (let i = 0; isMiddle && i < 3; i++) steps.next();
  ingest(cache, snapshot('b1', NEW, 20, ['ana', 'sam']), 'log-b');
  if (!isMiddle) erase();
  for (const _ of steps);
  while (cache.former.any()) for (const _ of scrub(cache, scrubbing));
  expect(cache.db.pragma('freelist_count', { simple: true })).toBe(0);
  expect(filesWith(folder, OLD, OLD.toLowerCase())).toEqual([]);
  showsOnly(cache, NEW, ['ana', 'sam'], 20);
});

test('what takes the space counts what is left of the log before, and by itself', () => {
  const { cache } = filled();
  const count = () => {
    const steps = spaceOf(cache.db, NOW);
    for (;;) {
      const step = steps.next();
      if (step.done) return step.value;
    }
  };
  const before = count();
  ingest(cache, snapshot('b1', NEW, 20), 'log-b');
  const after = count();
  expect(after).toMatchObject({ entries: 63, customers: 3, former: before.used });
  expect(after.index).toBeLessThan(before.index / 4);
  const left = [after.former];
  for (const _ of cache.former.emptied(now)) left.push(count().former);
  expect(left).toEqual(left.toSorted((a, b) => b - a));
  expect(new Set(left).size).toBeGreaterThan(8);
  expect(count()).toMatchObject({ entries: 63, former: 0 });
});

test('beside the work it goes by itself, after a start too, and a check of the file does not stumble over it', async () => {
  const { cache } = filled();
  const beside = formerBeside({ cache, monotonic: now, failed, firstMs: 0 });
  onTestFinished(beside.stop);
  checkingTable(cache.db).begin();
  const check = checkInPieces(cache.db, now);
  check.next();
  ingest(cache, snapshot('b1', OLD, 400), 'log-b');
  beside.wake();
  beside.wake();
  await eventually(() => expect(cache.former.any()).toBe(false));
  await eventually(() => expect(cache.db.pragma('freelist_count', { simple: true })).toBe(0));
  for (const _ of check);
  ingest(cache, snapshot('c1', NEW, 20), 'log-c');
  expect(cache.former.any()).toBe(true);
  const again = formerBeside({ cache, monotonic: now, failed, firstMs: 0 });
  onTestFinished(again.stop);
  await eventually(() => expect(cache.former.any()).toBe(false));
});
