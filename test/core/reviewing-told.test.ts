// The screen is told of brought sets that have changed, whatever of them has, and of nothing where nothing has.
import { expect, onTestFinished, test, vi } from 'vitest';
import { openMemoryCache } from '../../electron/core/cache/files/open.ts';
import { type ReviewingOptions, reviewingOn } from '../../electron/core/reviewing.ts';
import type { ReviewSet } from '../../shared/contract/review.ts';
import { messages, NOW } from './support/records.ts';

const DAY = 86_400_000;
const archive: ReviewSet = {
  id: 's1',
  what: { kind: 'import', importId: 'i1' },
  name: 'archive.csv',
  madeAt: NOW,
  until: NOW + DAY,
  customerIds: ['sam'],
};
const period: ReviewSet = { ...archive, id: 's2', what: { kind: 'period', from: 0, to: NOW }, name: null };

/** A desk that hears of the sets that `says` was given last; `asked`: how often it has asked for them. */
function deskWith(options: Partial<ReviewingOptions> = {}) {
  const { cache, close } = openMemoryCache();
  onTestFinished(close);
  let sets: ReviewSet[] = [];
  let most: number | null = null;
  let at = 0;
  const asked = vi.fn<() => void>();
  const changed = vi.fn<() => void>();
  const answers = {
    'review.sets': () => (asked(), { sets }),
    'review.letGo': () => ({ customers: 0 }),
    'review.bring': () => ((sets = [archive]), archive),
    'review.weigh': (input: { most: number }) => {
      most = input.most;
      return { customers: 1, fits: 1, here: 0, entries: 1_000, bytes: 1, from: null, to: null };
    },
  } as const;
  const request = async (name: keyof typeof answers, input: never) => ({ ok: true, value: answers[name](input) });
  const reviewing = reviewingOn({
    cache,
    clock: { now: () => NOW + at, monotonic: () => at },
    link: { request: request as never, isOpen: () => true },
    used: () => 0,
    room: () => 100 * 2 ** 20,
    changed,
    ...options,
  });
  return {
    cache,
    reviewing,
    asked,
    changed,
    pass: (ms: number) => void (at += ms),
    most: () => most,
    /** Something is asked for at this desk, and the sets are these by then. */
    hears: (next: ReviewSet[]) => {
      sets = next;
      return reviewing.letGo('another');
    },
  };
}

test.each<[string, ReviewSet[]]>([
  ['is brought for longer', [{ ...archive, until: NOW + 2 * DAY }]],
  ['has another in it', [{ ...archive, customerIds: ['kim'] }]],
  ['has one more in it', [{ ...archive, customerIds: ['kim', 'sam'] }]],
  ['has another name', [{ ...archive, name: 'older.csv' }]],
  ['has given its place to another', [period]],
  ['has another beside it', [period, archive]],
  ['is gone', []],
])('it is told that a set %s, and shows it so', async (_what, sets) => {
  const { reviewing, hears, changed } = deskWith();
  await hears([archive]);
  expect(changed).toHaveBeenCalledTimes(1);
  const shown = await hears(sets);
  expect(changed).toHaveBeenCalledTimes(2);
  expect(shown).toEqual(reviewing.brought());
  expect(shown).toMatchObject(
    sets.map(({ id, name, until, customerIds }) => ({ id, name, until, customers: customerIds.length })),
  );
  expect(shown).toHaveLength(sets.length);
});

test('what is as it was is not told again', async () => {
  const { hears, changed } = deskWith();
  await hears([period, archive]);
  await hears([period, archive]);
  expect(changed).toHaveBeenCalledTimes(1);
});

test('what is brought is shown with the answer', async () => {
  const { reviewing, changed } = deskWith();
  expect(await reviewing.bring(archive.what)).toMatchObject([{ id: 's1', customers: 1 }]);
  expect(changed).toHaveBeenCalledTimes(1);
});

test('it hears of them as it connects, before anybody has looked', async () => {
  const { reviewing, asked, changed, hears } = deskWith();
  await hears([archive]);
  await hears([]);
  asked.mockClear();
  reviewing.connected();
  await vi.waitFor(() => expect(asked).toHaveBeenCalledTimes(1));
  const fresh = deskWith();
  fresh.reviewing.connected();
  await vi.waitFor(() => expect(fresh.asked).toHaveBeenCalledTimes(1));
  expect(changed).toHaveBeenCalledTimes(2);
});

test('whoever looks makes it ask once a minute, and not more often; without a connection never', async () => {
  const { reviewing, asked, pass } = deskWith();
  for (let n = 0; n < 5; n += 1) reviewing.brought();
  pass(60_000);
  reviewing.brought();
  expect(asked).toHaveBeenCalledTimes(1);
  pass(1);
  reviewing.brought();
  expect(asked).toHaveBeenCalledTimes(2);
  const alone = deskWith({
    link: { request: (() => Promise.reject(new Error('asked'))) as never, isOpen: () => false },
  });
  expect(alone.reviewing.brought()).toEqual([]);
});

test('how many there is room for is reckoned by its own entries, once there are enough of them', async () => {
  const what = { kind: 'period', from: 0, to: NOW } as const;
  const weighed = async (entries: number) => {
    const desk = deskWith({ used: () => 10_000 * entries });
    desk.cache.write(() => void desk.cache.entries.putMany(messages('sam', entries, NOW)));
    const { room } = await desk.reviewing.weigh(what);
    return { most: desk.most(), room };
  };
  expect(await weighed(1_999)).toEqual({ most: Math.floor((100 * 2 ** 20) / 2_500), room: 100 });
  expect(await weighed(2_000)).toEqual({ most: Math.floor((100 * 2 ** 20) / 10_000), room: 100 });
});
