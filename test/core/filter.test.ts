// The core filters, not the screen: each test asks a whole core over its real files.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TimelineFilter } from '../../shared/contract/bridge.ts';
import { LIMITS } from '../../shared/contract/wire.ts';
import type { Entry } from '../../shared/domain/entry.ts';
import { NO_FILTER } from '../../electron/core/cache/filter.ts';
import { BUCKET } from '../../electron/core/cache/tallies.ts';
import { connectionIs, type Desk, eventually, startBackend, startDesk } from './support/desk.ts';
import { email, entryChanged, granted, message, NOW } from './support/records.ts';

type Traits = Pick<Entry, 'channel' | 'direction' | 'audience' | 'handle'>;
const HANDLES = ['@LarkwingCare', '@LarkwingAir', null] as const;
const CHANNELS = ['x', 'facebook', 'whatsapp'] as const;
const DIRECTIONS = ['in', 'out', 'internal'] as const;
const AUDIENCES = ['public', 'private', 'internal'] as const;
const KINDS = ['message', 'post', 'note', 'email'] as const;
const STEP = 40 * 60_000;
const COUNT = 360;

/** Every combination of traits comes at some place; three entries share each moment, over several tally buckets. */
function entryAt(i: number): Entry {
  const id = `e${String((i * 7919) % 1_000).padStart(4, '0')}`;
  const at = NOW - Math.floor(i / 3) * 3 * STEP;
  const traits: Traits = {
    channel: CHANNELS[i % 3]!,
    direction: DIRECTIONS[Math.floor(i / 2) % 3]!,
    audience: AUDIENCES[Math.floor(i / 5) % 3]!,
    handle: HANDLES[Math.floor(i / 7) % 3]!,
  };
  const plain = message('sam', id, at, traits);
  const kind = KINDS[Math.floor(i / 4) % 4]!;
  if (kind === 'email') return { ...email('sam', id, at, null), ...traits };
  return kind === 'post' ? { ...plain, kind, reach: null } : { ...plain, kind };
}
const byPlace = (a: Entry, b: Entry) => a.at - b.at || (a.id < b.id ? -1 : 1);
const ALL = Array.from({ length: COUNT }, (_, i) => entryAt(i)).toSorted(byPlace);
const OLDEST = ALL[0]!.at;

/** What the words of the contract say a filter means, the slow way. */
function passes(filter: TimelineFilter, entry: Entry): boolean {
  if (filter.channels && !filter.channels.includes(entry.channel)) return false;
  if (filter.kinds && !filter.kinds.includes(entry.kind)) return false;
  if (filter.directions && !filter.directions.includes(entry.direction)) return false;
  if (filter.audiences && !filter.audiences.includes(entry.audience)) return false;
  if (filter.handles && (entry.handle === null || !filter.handles.includes(entry.handle))) return false;
  if (filter.from !== null && entry.at < filter.from) return false;
  return filter.to === null || entry.at < filter.to;
}
const idsOf = (entries: readonly Entry[]) => entries.map(entry => entry.id);
const expected = (filter: TimelineFilter) => idsOf(ALL.filter(entry => passes(filter, entry)));

async function deskWithAll() {
  const backend = await startBackend();
  const desk = startDesk(backend.url);
  await connectionIs(desk, 'live');
  backend.append([
    granted('sam', ALL.slice(0, LIMITS.grantEntries)),
    ...ALL.slice(LIMITS.grantEntries).map(entryChanged),
  ]);
  const have = async () => (await desk.bridge.call('customer.open', { customerId: 'sam' })).completeness.have;
  await eventually(async () => expect(await have()).toBe(COUNT));
  return { backend, desk };
}

const set = (desk: Desk, filter: Partial<TimelineFilter>) =>
  desk.bridge.call('timeline.filter', { customerId: 'sam', filter: { ...NO_FILTER, ...filter } });
async function shown(desk: Desk) {
  const page = await desk.bridge.call('timeline.page', { customerId: 'sam', limit: 500 });
  return { ids: page.items.map(item => item.entry.id), hidden: page.hidden };
}
const answer = (filter: Partial<TimelineFilter>) => {
  const ids = expected({ ...NO_FILTER, ...filter });
  return { ids, hidden: COUNT - ids.length };
};

test('the entries made here are of many tally buckets, and share moments', () => {
  expect(new Set(ALL.map(entry => Math.floor(entry.at / BUCKET))).size).toBeGreaterThan(3);
  expect(new Set(idsOf(ALL)).size).toBe(COUNT);
  expect(new Set(ALL.map(entry => entry.at)).size).toBe(COUNT / 3);
});

describe('one trait, and several', () => {
  const cases: [string, Partial<TimelineFilter>][] = [
    ['channels', { channels: ['x', 'whatsapp'] }],
    ['kinds', { kinds: ['note', 'email'] }],
    ['directions', { directions: ['in'] }],
    ['audiences', { audiences: ['public', 'internal'] }],
    ['handles', { handles: ['@LarkwingAir'] }],
    ['from', { from: NOW - 200 * STEP }],
    ['to', { to: NOW - 200 * STEP }],
    ['dates inside one bucket', { from: NOW - 9 * STEP, to: NOW - 3 * STEP }],
    [
      'all of them',
      {
        channels: ['x', 'facebook'],
        kinds: ['message', 'email'],
        directions: ['in', 'out'],
        audiences: ['public', 'private'],
        handles: ['@LarkwingCare'],
        from: NOW - 330 * STEP,
        to: NOW - 20 * STEP,
      },
    ],
  ];

  test('each shows what passes and counts exactly what it hides', async () => {
    const { desk } = await deskWithAll();
    for (const [name, filter] of cases) {
      await set(desk, filter);
      const wanted = answer(filter);
      // Neither nothing nor everything, or the case would show nothing.
      expect([name, wanted.ids.length > 0, wanted.hidden > 0]).toEqual([name, true, true]);
      expect({ name, ...(await shown(desk)) }).toEqual({ name, ...wanted });
    }
  });
});

test('an empty list shows nothing and hides all; null hides nothing', async () => {
  const { desk } = await deskWithAll();
  const none = await set(desk, { channels: [] });
  expect(none.page).toEqual({ items: [], olderCached: 0, newerCached: 0, hidden: COUNT });
  expect((await set(desk, {})).page.hidden).toBe(0);
});

test('`from` is inclusive and `to` exclusive', async () => {
  const { desk } = await deskWithAll();
  const moment = NOW - 30 * STEP;
  const there = idsOf(ALL.filter(entry => entry.at === moment));
  expect(there).toHaveLength(3);
  await set(desk, { from: moment, to: moment + 1 });
  expect((await shown(desk)).ids).toEqual(there);
  await set(desk, { from: moment - 1, to: moment });
  expect(await shown(desk)).toEqual({ ids: [], hidden: COUNT });
});

test('what comes under a filter is counted as hidden, or shown, at once', async () => {
  const { backend, desk } = await deskWithAll();
  await set(desk, { channels: ['x'] });
  const before = await shown(desk);
  backend.append([
    entryChanged(message('sam', 'late-sms', NOW + 1, { channel: 'sms' })),
    entryChanged(message('sam', 'late-x', NOW + 2, { channel: 'x' })),
  ]);
  const after = { ids: [...before.ids, 'late-x'], hidden: before.hidden + 1 };
  await eventually(async () => expect(await shown(desk)).toEqual(after));
  // It changes its channel: it moves from the hidden ones to the shown ones.
  backend.append([entryChanged(message('sam', 'late-sms', NOW + 1, { channel: 'x', version: 2 }))]);
  const moved = { ids: [...before.ids, 'late-sms', 'late-x'], hidden: before.hidden };
  await eventually(async () => expect(await shown(desk)).toEqual(moved));
});

test('the facets are of everything, whatever the filter', async () => {
  const { desk } = await deskWithAll();
  const free = (await set(desk, {})).facets;
  const strict = await set(desk, { channels: ['x'], kinds: ['note'], to: NOW - 100 * STEP });
  expect(strict.facets).toEqual(free);
  const sums = (['channels', 'kinds', 'directions', 'audiences'] as const).map(trait =>
    free[trait].reduce((sum, { count }) => sum + count, 0),
  );
  expect(sums).toEqual([COUNT, COUNT, COUNT, COUNT]);
  const withHandle = ALL.filter(entry => entry.handle !== null).length;
  expect(free.handles.reduce((sum, { count }) => sum + count, 0)).toBe(withHandle);
  const kinds = KINDS.map(kind => [kind, ALL.filter(entry => entry.kind === kind).length]);
  expect(Object.fromEntries(free.kinds.map(({ value, count }) => [value, count]))).toEqual(Object.fromEntries(kinds));
});

test('the filter is kept over a restart of the core, for every customer and without a network', async () => {
  const { backend, desk } = await deskWithAll();
  const filter = { ...NO_FILTER, audiences: ['public' as const], handles: ['@LarkwingCare'], from: OLDEST + 5 * STEP };
  await set(desk, filter);
  await desk.core.stop();
  await backend.stop();
  const again = startDesk(backend.url, { dataDir: desk.dataDir });
  const opened = await again.bridge.call('customer.open', { customerId: 'sam', limit: 500 });
  expect(opened.filter).toEqual(filter);
  expect(opened.page.items.map(item => item.entry.id)).toEqual(expected(filter));
  expect(opened.page.hidden).toBe(COUNT - expected(filter).length);
  expect(await shown(again)).toEqual(answer(filter));
});

describe('paging under a filter', () => {
  const some = <T>(values: readonly T[]) => fc.option(fc.subarray([...values], { minLength: 1 }), { nil: null });
  const moment = fc.option(fc.integer({ min: 0, max: COUNT }), { nil: null });
  const filters: fc.Arbitrary<TimelineFilter> = fc
    .record({
      channels: some(CHANNELS),
      kinds: some(KINDS),
      directions: some(DIRECTIONS),
      audiences: some(AUDIENCES),
      handles: some(['@LarkwingCare', '@LarkwingAir']),
      from: moment,
      to: moment,
    })
    .map(({ from, to, ...lists }) => ({
      ...lists,
      from: from === null ? null : OLDEST + from * STEP,
      to: to === null ? null : NOW - to * STEP,
    }));
  type Page = Awaited<ReturnType<typeof pageOf>>;
  const pageOf = async (desk: Desk, ask: object) => {
    const { items, ...rest } = await desk.bridge.call('timeline.page', { customerId: 'sam', ...ask });
    return { ...rest, entries: items.map(item => item.entry) };
  };
  /** Each page says how many there are to both sides; that is held against the place where it stands. */
  const checkCounts = (page: Page, all: readonly string[]): void => {
    const first = all.indexOf(page.entries[0]!.id);
    const last = all.indexOf(page.entries.at(-1)!.id);
    expect([page.olderCached, page.newerCached, page.hidden]).toEqual([
      first,
      all.length - 1 - last,
      COUNT - all.length,
    ]);
  };

  async function walk(desk: Desk, all: readonly string[], limit: number, towards: 'before' | 'after') {
    const ids: string[] = [];
    let ask: object = towards === 'before' ? {} : { after: { at: OLDEST - 1, id: 'z' } };
    for (;;) {
      const page = await pageOf(desk, { ...ask, limit });
      if (page.entries.length === 0) return ids;
      checkCounts(page, all);
      const mine = idsOf(page.entries);
      if (towards === 'before') ids.unshift(...mine);
      else ids.push(...mine);
      const { at, id } = towards === 'before' ? page.entries[0]! : page.entries.at(-1)!;
      ask = { [towards]: { at, id } };
    }
  }

  test('pages before and pages after join without a gap and without a double, with true counts', async () => {
    const { desk } = await deskWithAll();
    await fc.assert(
      fc.asyncProperty(filters, fc.integer({ min: 7, max: 90 }), async (filter, limit) => {
        await set(desk, filter);
        const all = expected(filter);
        expect(await walk(desk, all, limit, 'before')).toEqual(all);
        expect(await walk(desk, all, limit, 'after')).toEqual(all);
      }),
      { numRuns: 60 },
    );
  });

  test('a page around an entry joins with the pages before and after it, also where the filter hides the entry', async () => {
    const { desk } = await deskWithAll();
    const asks = fc.tuple(filters, fc.nat({ max: COUNT - 1 }), fc.integer({ min: 8, max: 40 }));
    await fc.assert(
      fc.asyncProperty(asks, async ([filter, index, limit]) => {
        await set(desk, filter);
        const all = expected(filter);
        const middle = await pageOf(desk, { around: ALL[index]!.id, limit });
        if (middle.entries.length === 0) return;
        checkCounts(middle, all);
        const { at, id } = middle.entries[0]!;
        const end = middle.entries.at(-1)!;
        const older = await pageOf(desk, { before: { at, id }, limit: 500 });
        const newer = await pageOf(desk, { after: { at: end.at, id: end.id }, limit: 500 });
        expect(idsOf([...older.entries, ...middle.entries, ...newer.entries])).toEqual(all);
      }),
      { numRuns: 60 },
    );
  });
});
