// What a cache that core-writer.ts wrote must be after whatever has happened to it.
import { expect } from 'vitest';
import type { Cache } from '../../../electron/core/cache/cache.ts';
import { checkFile } from '../../../electron/core/cache/files/check.ts';
import { CUSTOMERS, entryIdOf, PER_PAGE } from './core-pages.ts';

export const pagesOf = (cache: Cache): number => Number(cache.feedState.read().cursor ?? 0);

/** Every page up to its cursor is there, or pruned from its oldest entries on and counted so; the index has what the timeline has. */
export function expectWhole(cache: Cache): void {
  const pages = pagesOf(cache);
  const count = cache.entries.places.count();
  const older = CUSTOMERS.map(id => cache.completeness.get(id)?.older ?? 0).reduce((sum, n) => sum + n, 0);
  expect(count + older).toBe(pages * PER_PAGE);
  const newest = Array.from({ length: Math.min(pages, CUSTOMERS.length) }, (_, n) => pages - n);
  const ids = newest.flatMap(page => Array.from({ length: PER_PAGE }, (_, i) => entryIdOf(page, i)));
  expect(ids.filter(id => cache.entries.get(id) === null)).toEqual([]);
  const tallied = cache.db.prepare('SELECT coalesce(sum(count), 0) FROM tallies').pluck().get();
  const indexed = cache.db.prepare(`SELECT count(*) FROM search WHERE search MATCH '"words"'`).pluck().get();
  expect([tallied, indexed]).toEqual([count, count]);
  expect(checkFile(cache.db)).toBe('sound');
}
