import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Holding, keepSchema, type Question, whatToEvict } from '../../electron/core/cache/keeping/keep-policy.ts';
import { NOW } from './support/records.ts';

const DAY = 86_400_000;
const MB = 2 ** 20;
const holding = (customerId: string, entries: number, newestDays = 1, oldestDays = 300): Holding => ({
  customerId,
  entries,
  newestAt: NOW - newestDays * DAY,
  oldestAt: NOW - oldestDays * DAY,
});
const ask = (more: Partial<Question>): Question => ({
  keep: keepSchema.parse({}),
  now: NOW,
  room: { used: 100 * MB, free: 50_000 * MB },
  holdings: [],
  pinned: new Set(),
  ...more,
});

test('with room and nothing old, everything stays', () => {
  expect(whatToEvict(ask({ holdings: [holding('a', 5_000), holding('b', 10)] }))).toEqual([]);
});

test('what is older than the policy goes, and only that, down to the newest entries that always stay', () => {
  const holdings = [holding('old', 200, 1, 500), holding('small', 50, 450, 500), holding('young', 200, 1, 399)];
  expect(whatToEvict(ask({ holdings }))).toEqual([{ customerId: 'old', keep: 50, before: NOW - 400 * DAY, most: 150 }]);
});

test('over its size, the customers heard of longest ago give first, until there is a tenth of room', () => {
  const keep = keepSchema.parse({ megabytes: 100 });
  const holdings = [holding('recent', 500, 1), holding('long-ago', 300, 200), holding('between', 200, 50)];
  // 1,000 entries of 120 kB; 30 MB too many are 250 of them.
  const evictions = whatToEvict(ask({ keep, holdings, room: { used: 120 * MB, free: 50_000 * MB } }));
  expect(evictions.map(({ customerId, most }) => [customerId, most])).toEqual([['long-ago', 250]]);
  const more = whatToEvict(ask({ keep, holdings, room: { used: 160 * MB, free: 50_000 * MB } }));
  expect(more.map(({ customerId, most }) => [customerId, most])).toEqual([
    ['long-ago', 250],
    ['between', 150],
    ['recent', 38],
  ]);
});

test('short of room on the disk, a small cache gives too; where nobody can tell the room, only its size counts', () => {
  const holdings = [holding('a', 500)];
  expect(whatToEvict(ask({ holdings, room: { used: 100 * MB, free: 1_100 * MB } }))).toEqual([]);
  expect(whatToEvict(ask({ holdings, room: { used: 100 * MB, free: 1_000 * MB } }))).toMatchObject([{ most: 450 }]);
  expect(whatToEvict(ask({ holdings, room: { used: 100 * MB, free: null } }))).toEqual([]);
});

const question = fc
  .record({
    people: fc.array(
      fc.record({
        entries: fc.integer({ min: 0, max: 3_000 }),
        age: fc.integer({ min: 0, max: 900 }),
        span: fc.integer({ min: 0, max: 900 }),
        isPinned: fc.boolean(),
      }),
      { maxLength: 30 },
    ),
    used: fc.integer({ min: 0, max: 500 }),
    free: fc.option(fc.integer({ min: 0, max: 3_000 })),
    megabytes: fc.integer({ min: 1, max: 400 }),
    entries: fc.integer({ min: 1, max: 100 }),
  })
  .map(({ people, used, free, megabytes, entries }) => {
    const holdings = people.map((one, i) => holding(`c${i}`, one.entries, one.age, one.age + one.span));
    const pinned = new Set(people.flatMap((one, i) => (one.isPinned ? [`c${i}`] : [])));
    const room = { used: used * MB, free: free === null ? null : free * MB };
    return ask({ keep: keepSchema.parse({ megabytes, entries }), holdings, pinned, room });
  });

test('whatever is held: nobody pinned loses anything, everybody keeps their newest, and what is too much goes if it can', () => {
  fc.assert(
    fc.property(question, asked => {
      const { keep, holdings, pinned, room } = asked;
      const evictions = whatToEvict(asked);
      const held = new Map(holdings.map(one => [one.customerId, one]));
      let forRoom = 0;
      for (const { customerId, keep: rest, before, most } of evictions) {
        const one = held.get(customerId)!;
        expect(pinned.has(customerId)).toBe(false);
        expect(rest).toBe(keep.entries);
        expect(most).toBeGreaterThan(0);
        expect(most).toBeLessThanOrEqual(one.entries - keep.entries);
        const isForRoom = before === Number.MAX_SAFE_INTEGER;
        expect(isForRoom || one.oldestAt < before).toBe(true);
        forRoom += isForRoom ? most : 0;
      }
      const total = holdings.reduce((sum, one) => sum + one.entries, 0);
      const spare = holdings.reduce(
        (sum, one) => sum + (pinned.has(one.customerId) ? 0 : Math.max(0, one.entries - keep.entries)),
        0,
      );
      const freed = total === 0 ? 0 : (forRoom * room.used) / total;
      const short = keep.freeMegabytes * MB - (room.free ?? Infinity);
      const over = room.used - keep.megabytes * MB;
      const fits = freed >= over && freed >= short;
      expect(fits || forRoom === spare || room.used === 0).toBe(true);
      expect(forRoom === 0 || over > 0 || short > 0).toBe(true);
    }),
    { numRuns: 500 },
  );
});
