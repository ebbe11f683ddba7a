// One case of a customer, and stretches to pick from, asked of a whole core over its real files.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LIMITS } from '../../shared/contract/wire.ts';
import { MAX_SELECTED } from '../../shared/domain/export/ask.ts';
import { partOf, readPicks } from '../../electron/core/bridge/narrow.ts';
import { NO_FILTER } from '../../electron/core/cache/filter.ts';
import { connectionIs, eventually, startBackend, startDesk } from './support/desk.ts';
import { entryChanged, granted, matter, message, NOW } from './support/records.ts';

const MINUTE = 60_000;
const COUNT = 240;
/** Every third entry is of the second case; every fifth of a conversation of its own, every fourth on another channel. */
const ENTRIES = Array.from({ length: COUNT }, (_, i) =>
  message('sam', `e${String(i).padStart(4, '0')}`, NOW - (COUNT - i) * MINUTE, {
    caseId: i % 3 === 0 ? 'case-two' : 'case-sam',
    interactionId: i % 5 === 0 ? 'thread-two' : 'thread-sam',
    channel: i % 4 === 0 ? 'whatsapp' : 'x',
  }),
);
const ids = (belongs: (i: number) => boolean): string[] => ENTRIES.filter((_, i) => belongs(i)).map(({ id }) => id);
const ofTwo = (i: number): boolean => i % 3 === 0;

async function deskWithTwoCases() {
  const backend = await startBackend();
  const desk = startDesk(backend.url);
  await connectionIs(desk, 'live');
  const both = granted('sam', ENTRIES.slice(0, LIMITS.grantEntries));
  if (both.kind === 'customer.granted')
    both.grant.cases = [matter('sam'), { ...matter('sam'), id: 'case-two', number: 48_214 }];
  backend.append([both, ...ENTRIES.slice(LIMITS.grantEntries).map(entryChanged)]);
  const have = async () => (await desk.bridge.call('customer.open', { customerId: 'sam' })).completeness.have;
  await eventually(async () => expect(await have()).toBe(COUNT));
  return { backend, desk };
}
type Desk = Awaited<ReturnType<typeof deskWithTwoCases>>['desk'];

const only = { customerId: 'sam', caseId: 'case-two' };
const idsOf = ({ items }: { items: readonly { entry: { id: string } }[] }) => items.map(({ entry }) => entry.id);
const filterBy = (desk: Desk, channels: ['x'] | null) =>
  desk.bridge.call('timeline.filter', { customerId: 'sam', filter: { ...NO_FILTER, channels } });

test('a case is paged alone, from its newest to its oldest, and around an entry; the customer’s other pages stay as they are', async () => {
  const { desk } = await deskWithTwoCases();
  const all = ids(ofTwo);
  const opened = await desk.bridge.call('customer.open', { ...only, limit: 30 });
  expect(idsOf(opened.page)).toEqual(all.slice(-30));
  expect(opened.page).toMatchObject({ olderCached: 50, newerCached: 0, hidden: 0 });
  expect(opened.facets.channels.reduce((sum, { count }) => sum + count, 0)).toBe(80);
  expect(opened.completeness.have).toBe(COUNT);
  const before = opened.page.items[0]!.entry;
  const older = await desk.bridge.call('timeline.page', {
    ...only,
    before: { at: before.at, id: before.id },
    limit: 30,
  });
  expect(idsOf(older)).toEqual(all.slice(-60, -30));
  expect(older).toMatchObject({ olderCached: 20, newerCached: 30 });
  const around = await desk.bridge.call('timeline.page', { ...only, around: all[40]!, limit: 10 });
  expect(idsOf(around)).toEqual(all.slice(35, 45));
  const whole = await desk.bridge.call('timeline.page', { customerId: 'sam', limit: 500 });
  expect(idsOf(whole)).toEqual(ids(() => true));
});

test('under a filter a case counts what is hidden of it alone; words that wait stand in their own case', async () => {
  const { backend, desk } = await deskWithTwoCases();
  await filterBy(desk, ['x']);
  const page = await desk.bridge.call('timeline.page', { ...only, limit: 500 });
  const shown = ids(i => ofTwo(i) && i % 4 !== 0);
  expect(idsOf(page)).toEqual(shown);
  expect(page.hidden).toBe(80 - shown.length);
  backend.append([entryChanged(message('sam', 'late', NOW, { caseId: 'case-two' }))]);
  await eventually(async () =>
    expect(idsOf(await desk.bridge.call('timeline.page', { ...only, limit: 500 }))).toEqual([...shown, 'late']),
  );
  await backend.stop();
  await connectionIs(desk, 'offline');
  const note = { customerId: 'sam', interactionId: null, text: 'Call back on Monday' };
  await desk.bridge.call('note.add', { ...note, caseId: 'case-two' });
  await desk.bridge.call('note.add', { ...note, caseId: 'case-sam' });
  const { items } = await desk.bridge.call('timeline.page', { ...only, limit: 500 });
  expect(items.filter(({ pending }) => pending !== null).map(({ entry }) => entry.caseId)).toEqual(['case-two']);
});

test('who is not here has no case: not found', async () => {
  const { desk } = await deskWithTwoCases();
  const nobody = { customerId: 'nobody', caseId: 'case-two' };
  await expect(desk.bridge.call('timeline.page', nobody)).rejects.toMatchObject({ code: 'not-found' });
  await expect(desk.bridge.call('customer.open', nobody)).rejects.toMatchObject({ code: 'not-found' });
  const range = { kind: 'interaction', interactionId: 'thread-two' } as const;
  const picking = desk.bridge.call('timeline.pick', { customerId: 'nobody', range });
  await expect(picking).rejects.toMatchObject({ code: 'not-found' });
});

const place = (i: number) => ({ at: ENTRIES[i]!.at, id: ENTRIES[i]!.id });

test('picked are all between two entries in any order, all of some time, all of an interaction, also those never scrolled to', async () => {
  const { desk } = await deskWithTwoCases();
  const pick = async (range: object, more: object = {}) => {
    const { picks, hidden } = await desk.bridge.call('timeline.pick', { customerId: 'sam', range, ...more } as never);
    return { ids: picks.map(({ id }) => id), hidden };
  };
  const between = { ids: ids(i => i >= 10 && i <= 30), hidden: 0 };
  expect(await pick({ kind: 'between', from: place(10), to: place(30) })).toEqual(between);
  expect(await pick({ kind: 'between', from: place(30), to: place(10) })).toEqual(between);
  const time = { kind: 'time', from: place(10).at, to: place(30).at };
  expect((await pick(time)).ids).toEqual(ids(i => i >= 10 && i < 30));
  const interaction = { kind: 'interaction', interactionId: 'thread-two' };
  expect((await pick(interaction)).ids).toEqual(ids(i => i % 5 === 0));
  expect((await pick(interaction, { caseId: 'case-two' })).ids).toEqual(ids(i => i % 5 === 0 && ofTwo(i)));
});

test('what the filter hides is not picked, and counted', async () => {
  const { desk } = await deskWithTwoCases();
  await filterBy(desk, ['x']);
  const range = { kind: 'between', from: place(0), to: place(39) } as const;
  const { picks, hidden } = await desk.bridge.call('timeline.pick', { customerId: 'sam', range });
  expect(picks.map(({ id }) => id)).toEqual(ids(i => i < 40 && i % 4 !== 0));
  expect(hidden).toBe(10);
  expect(picks[0]).toMatchObject({ kind: 'message', channel: 'x', audience: 'private', handle: '@LarkwingCare' });
});

test('more than an export takes is refused, not cut', async () => {
  const rows = (count: number) => Array.from({ length: count }, (_, i) => ({ ...ENTRIES[0]!, id: `m${i}` }));
  const pick = (count: number) => {
    const cache = { customers: { get: () => ({}) }, traits: async () => rows(count) };
    const range = { kind: 'interaction', interactionId: 'thread-sam' } as const;
    return readPicks({ cache, clock: { monotonic: () => 0 } } as never, { customerId: 'sam', range }, NO_FILTER);
  };
  expect((await pick(MAX_SELECTED)).picks).toHaveLength(MAX_SELECTED);
  await expect(pick(MAX_SELECTED + 1)).rejects.toMatchObject({ code: 'too-large' });
});

test('any page of a case is a stretch of it as long as asked for, with the entry asked around in it', () => {
  const ask = fc.record({
    count: fc.integer({ min: 0, max: 60 }),
    limit: fc.integer({ min: 1, max: 40 }),
    n: fc.nat(70),
  });
  fc.assert(
    fc.property(ask, ({ count, limit, n }) => {
      const places = Array.from({ length: count }, (_, i) => ({ at: i, id: `${i}` }));
      const of = (more: object) => partOf(places, { customerId: 'c', limit, ...more });
      const mark = { at: n, id: `${n}` };
      expect(of({ before: mark })).toEqual([Math.max(0, Math.min(n, count) - limit), Math.min(n, count)]);
      const after = Math.min(n + 1, count);
      expect(of({ after: mark })).toEqual([after, Math.min(count, after + limit)]);
      const [from, to] = of({ around: mark.id });
      expect(to - from).toBe(Math.min(limit, count));
      expect(n >= count || (from <= n && n < to)).toBe(true);
    }),
  );
});
