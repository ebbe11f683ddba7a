import { expect, test } from 'vitest';
import { openMemoryCache } from '../../electron/core/cache/files/open.ts';
import { NO_FILTER } from '../../electron/core/cache/filter.ts';
import { messages } from './support/records.ts';

const counts = (cache: ReturnType<typeof openMemoryCache>['cache']) => {
  const { tallies } = cache.entries;
  return [
    tallies.total('sam'),
    tallies.countMatching('sam', NO_FILTER),
    tallies.countMatching('sam', { ...NO_FILTER, channels: ['email'] }),
    tallies.facets('sam').kinds.map(({ count }) => count),
  ];
};

test('counts that are remembered follow every write, and forget what was taken back', () => {
  const { cache, close } = openMemoryCache();
  expect(counts(cache)).toEqual([0, 0, 0, []]);
  cache.write(() => cache.entries.putMany(messages('sam', 10)));
  expect(counts(cache)).toEqual([10, 10, 0, [10]]);

  const fails = () =>
    cache.write(() => {
      cache.entries.putMany(messages('sam', 12));
      expect(counts(cache)).toEqual([12, 12, 0, [12]]);
      throw new Error('the disk is full');
    });
  expect(fails).toThrow('the disk is full');
  expect(counts(cache)).toEqual([10, 10, 0, [10]]);

  cache.write(() => cache.entries.clear());
  expect(counts(cache)).toEqual([0, 0, 0, []]);
  close();
});
