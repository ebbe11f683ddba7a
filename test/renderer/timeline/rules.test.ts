import { expect, test } from 'vitest';
import type { Facets, TimelinePage } from '../../../shared/contract/bridge.ts';
import { CHANNELS } from '../../../shared/domain/primitives.ts';
import {
  arrivedBelow,
  joinNewer,
  joinOlder,
  keepSame,
  sameWhereEqual,
  windowAsk,
} from '../../../renderer/stores/conversation-window.ts';
import {
  dayAfter,
  dayBefore,
  dayFromField,
  fieldFromDay,
  isOn,
  lastDays,
  NO_FILTER,
  startOfDay,
  toggle,
} from '../../../renderer/timeline/filter-rules.ts';
import { stepFrom } from '../../../renderer/timeline/keys.ts';
import { keepRows, rowsOf } from '../../../renderer/timeline/rows.ts';
import { sortOf } from '../../../renderer/text/timeline.ts';
import { DAY, entryOf, itemOf, MINUTE } from '../made.ts';

const NOON = new Date(2026, 5, 2, 12).getTime();
const items = (...entries: Parameters<typeof itemOf>[0][]) => entries.map(entry => itemOf(entry));
const page = (list: readonly ReturnType<typeof itemOf>[], older = 0, newer = 0): TimelinePage => ({
  items: [...list],
  olderCached: older,
  newerCached: newer,
  hidden: 0,
});

test('a day begins with its first entry, by the local calendar', () => {
  const late = new Date(2026, 5, 2, 23, 59).getTime();
  const rows = rowsOf(
    items(entryOf('post', { at: NOON }), entryOf('post', { at: late }), entryOf('post', { at: late + 2 * MINUTE })),
    true,
  );
  expect(rows.map(row => row.startsDay)).toEqual([true, false, true]);
});

test('neighbours of one interaction hang together and are counted; a lone entry says nothing about it', () => {
  const rows = rowsOf(
    items(
      entryOf('post', { at: NOON, audience: 'public' }),
      entryOf('message', { at: NOON + MINUTE, audience: 'private' }),
      entryOf('event', { at: NOON + 2 * MINUTE, interactionId: 'x-1' }),
      entryOf('email', { at: NOON + 3 * MINUTE }),
    ),
    true,
  );
  expect(rows.map(row => row.joined)).toEqual([true, true, false, false]);
  expect(rows[0]!.thread).toEqual({ channel: 'x', handle: '@LarkwingCare', count: 2, moved: true });
  expect(rows.slice(1).map(row => row.thread)).toEqual([null, null, null]);
});

test('a run whose beginning is not loaded is not counted', () => {
  const two = items(entryOf('message', { at: NOON }), entryOf('message', { at: NOON + MINUTE }));
  expect(rowsOf(two, false)[0]!.thread!.count).toBeNull();
  expect(rowsOf(two, true)[0]!.thread!.count).toBe(2);
});

test('a new entry draws itself, whatever hangs together with it, and whatever answers it: all others are the same rows', () => {
  const list = items(
    entryOf('message', { id: 'alone', at: NOON, interactionId: 'x-0' }),
    entryOf('message', { id: 'answer', at: NOON + MINUTE, interactionId: 'x-1', replyTo: 'asked' }),
    entryOf('message', { id: 'before', at: NOON + 2 * MINUTE, interactionId: 'x-2' }),
  );
  const rows = rowsOf(list, true);
  const fresh = itemOf(entryOf('message', { at: NOON + 3 * MINUTE, interactionId: 'x-2' }));
  const after = keepRows(rows, rowsOf([...list, fresh], true));
  expect(after.map((row, i) => row === rows[i])).toEqual([true, true, false, false]);
  expect(after[2]!.thread?.count).toBe(2);
  const asked = itemOf(entryOf('message', { id: 'asked', at: NOON - MINUTE, interactionId: 'x-3' }));
  const older = keepRows(after, rowsOf([asked, ...list, fresh], true));
  expect(older.slice(1).map((row, i) => row === after[i])).toEqual([false, false, true, true]);
  expect(older[2]!.source).toBe(asked.entry);
});

test('asking again covers what is in view with neighbours above it, and all that is newer', () => {
  const list = Array.from({ length: 300 }, (_, i) => itemOf(entryOf('message', { at: NOON + i * MINUTE })));
  const place = (i: number) => ({ at: list[i]!.entry.at, id: list[i]!.entry.id });
  const ask = windowAsk(page(list), { first: place(200), last: place(210) });
  expect(ask.after!.at).toBe(list[160]!.entry.at - 1);
  expect(ask.limit).toBeLessThanOrEqual(500);
  expect(windowAsk(page([]), undefined).after).toBeUndefined();
});

test('who stands at the newest is told the newest, however many have come', () => {
  const list = Array.from({ length: 300 }, (_, i) => itemOf(entryOf('message', { at: NOON + i * MINUTE })));
  const place = (i: number) => ({ at: list[i]!.entry.at, id: list[i]!.entry.id });
  expect(windowAsk(page(list), { first: place(285), last: place(299) })).toEqual({ limit: 55 });
  expect(windowAsk(page(list, 0, 7), { first: place(285), last: place(299) }).after).toBeDefined();
});

test('what has not changed keeps its object, what has is replaced', () => {
  const [one, two] = items(entryOf('message'), entryOf('message')) as [
    ReturnType<typeof itemOf>,
    ReturnType<typeof itemOf>,
  ];
  const edited = itemOf({ ...two.entry, version: 2 });
  const joined = keepSame(page([one, two]), page([structuredClone(one), edited]));
  expect(joined.items[0]).toBe(one);
  expect(joined.items[1]).toBe(edited);
});

test('pages are joined without doubles', () => {
  const list = Array.from({ length: 6 }, (_, i) => itemOf(entryOf('message', { at: NOON + i })));
  const ids = (p: TimelinePage) => p.items.map(item => item.entry.id);
  expect(ids(joinOlder(page(list.slice(2), 2), page(list.slice(0, 3), 0)))).toEqual(ids(page(list)));
  expect(ids(joinNewer(page(list.slice(0, 3)), page(list.slice(2))))).toEqual(ids(page(list)));
  expect(joinOlder(page(list.slice(2), 2, 7), page(list.slice(0, 2), 0))).toMatchObject({
    olderCached: 0,
    newerCached: 7,
  });
});

test('arrivals are counted behind the newest entry that both pages hold', () => {
  const list = Array.from({ length: 5 }, (_, i) => itemOf(entryOf('message', { at: NOON + i })));
  expect(arrivedBelow(page(list.slice(0, 3)), page(list))).toBe(2);
  expect(arrivedBelow(page(list.slice(0, 3), 0, 2), page(list))).toBe(0);
  expect(arrivedBelow(page(list.slice(0, 3)), page(list.slice(0, 3), 0, 4))).toBe(4);
  expect(arrivedBelow(page([]), page(list))).toBe(0);
});

const FACETS: Facets = {
  channels: [
    { value: 'x', count: 4 },
    { value: 'email', count: 1 },
  ],
  kinds: [],
  directions: [],
  audiences: [],
  handles: [],
};

test('hiding one channel keeps all others shown, also those this customer has not used', () => {
  const off = toggle(NO_FILTER, 'channels', 'x', FACETS, CHANNELS);
  expect(isOn(off, 'channels', 'x')).toBe(false);
  expect(isOn(off, 'channels', 'email')).toBe(true);
  expect(isOn(off, 'channels', 'letter')).toBe(true);
});

test('all on again is no filter', () => {
  const off = toggle(NO_FILTER, 'channels', 'x', FACETS, CHANNELS);
  expect(toggle(off, 'channels', 'x', FACETS, CHANNELS)).toEqual(NO_FILTER);
});

test('days of a filter are whole local days, also over the change of the clocks', () => {
  for (let day = 0; day < 370; day++) {
    const midnight = startOfDay(new Date(2026, 0, 1 + day, 12).getTime());
    expect(dayFromField(fieldFromDay(midnight))).toBe(midnight);
    expect(dayBefore(dayAfter(midnight))).toBe(midnight);
    expect(dayAfter(midnight)).toBe(startOfDay(midnight + 1.5 * DAY));
  }
  expect(fieldFromDay(lastDays(NO_FILTER, 7, NOON).from)).toBe('2026-05-27');
  expect(dayFromField('')).toBeNull();
  expect(dayFromField('yesterday')).toBeNull();
});

test.each([
  ['j', 3, 4],
  ['k', 3, 2],
  ['k', 0, 0],
  ['j', 9, 9],
  ['k', -1, 9],
  ['j', -1, 9],
  ['Home', 5, 0],
  ['x', 5, null],
])('%s from %i leads to %s of ten', (key, from, to) => {
  expect(stepFrom(key, from, 10)).toBe(to);
});

test('what says the same as before stays the same object, at any depth, and nothing else does', () => {
  const before = { facets: { channels: [{ value: 'x', count: 3 }], kinds: [] }, name: 'Max', cases: [{ id: 1 }] };
  expect(sameWhereEqual(before, structuredClone(before))).toBe(before);
  const now = { ...structuredClone(before), cases: [{ id: 1 }, { id: 2 }] };
  const kept = sameWhereEqual(before, now);
  expect(kept).toEqual(now);
  expect(kept.facets).toBe(before.facets);
  expect(kept.cases[0]).toBe(before.cases[0]);
  expect(sameWhereEqual({ a: [1] }, { a: {} } as never)).toEqual({ a: {} });
  expect(sameWhereEqual({ a: 1, b: 2 }, { a: 1 } as never)).toEqual({ a: 1 });
});

test('what is written on a telephone line is no direct message of a network', () => {
  expect(sortOf('message', 'voice', 'private')).toBe('Phone message');
  expect(sortOf('message', 'x', 'private')).toBe('X direct message');
});
