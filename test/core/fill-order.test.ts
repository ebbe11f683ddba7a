import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hasRoomAhead, keepSchema, whatToEvict } from '../../electron/core/cache/keeping/keep-policy.ts';
import { type Candidate, fillOrder, type Held, mayFill, WHY } from '../../electron/core/link/fill-order.ts';

const DAY = 86_400_000;
const NOW = 1_000 * DAY;
const keep = keepSchema.parse({});
const held = (change: Partial<Held> = {}): Held => ({
  have: 50,
  older: 100,
  reachedAt: NOW - 10 * DAY,
  nextAt: null,
  ...change,
});
const one = (customerId: string, why: Candidate['why'], at: number): Candidate => ({ customerId, why, at });

test('who waits comes first, longest first; then who is pinned, who has an open case, who was heard of last', () => {
  const order = fillOrder([
    one('long ago', 'recent', 1),
    one('lately', 'recent', 9),
    one('case', 'open', 2),
    one('pin', 'pinned', 0),
    one('waits shortly', 'waiting', 8),
    one('waits long', 'waiting', 3),
  ]);
  expect(order.map(({ customerId }) => customerId)).toEqual([
    'waits long',
    'waits shortly',
    'pin',
    'case',
    'lately',
    'long ago',
  ]);
});

test('a customer stands once, by the best reason', () => {
  expect(fillOrder([one('sam', 'recent', 9), one('sam', 'waiting', 5), one('sam', 'open', 9)])).toEqual([
    one('sam', 'waiting', 5),
  ]);
});

test('nothing is loaded that is here, beyond the bound, or older than what is kept', () => {
  const may = (change: Partial<Held>, limits = keep): boolean => mayFill('waiting', held(change), limits, NOW);
  expect(may({})).toBe(true);
  expect(may({ older: 0 })).toBe(false);
  expect(may({ have: 1_000 })).toBe(false);
  expect(may({ reachedAt: NOW - 401 * DAY })).toBe(false);
  expect(may({ nextAt: NOW - 401 * DAY })).toBe(false);
  expect(may({ reachedAt: null })).toBe(true);
  expect(may({}, { ...keep, fillEntries: 0 })).toBe(false);
});

test('what is pinned has neither bound nor age', () => {
  const old = held({ have: 100_000, reachedAt: NOW - 900 * DAY, nextAt: NOW - 900 * DAY });
  expect(mayFill('pinned', old, keep, NOW)).toBe(true);
  expect(mayFill('pinned', held({ older: 0 }), keep, NOW)).toBe(false);
});

test('whatever the sizes: where the fill may load more, pruning takes nothing for room', () => {
  expect.hasAssertions();
  const bytes = fc.integer({ min: 0, max: 4_000 }).map(megabytes => megabytes * 2 ** 20);
  fc.assert(
    fc.property(
      fc.record({ used: bytes, free: fc.option(bytes) }),
      fc.record({ megabytes: fc.integer({ min: 1, max: 4_000 }), freeMegabytes: fc.integer({ min: 0, max: 4_000 }) }),
      (room, limits) => {
        const now = { ...keep, ...limits };
        const holdings = [{ customerId: 'sam', entries: 900, oldestAt: NOW - DAY, newestAt: NOW }];
        const evictions = whatToEvict({ keep: now, now: NOW, room, holdings, pinned: new Set() });
        expect(hasRoomAhead(now, room) && evictions.length > 0).toBe(false);
      },
    ),
  );
});

test('whatever the candidates: the order is a permutation of who they are, sorted by reason', () => {
  expect.hasAssertions();
  const candidates = fc.array(
    fc.record({ customerId: fc.constantFrom('a', 'b', 'c', 'd'), why: fc.constantFrom(...WHY), at: fc.nat(9) }),
  );
  fc.assert(
    fc.property(candidates, list => {
      const order = fillOrder(list);
      expect(new Set(order.map(c => c.customerId))).toEqual(new Set(list.map(c => c.customerId)));
      expect(order.length).toBe(new Set(list.map(c => c.customerId)).size);
      const ranks = order.map(({ why }) => WHY.indexOf(why));
      expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
    }),
  );
});
