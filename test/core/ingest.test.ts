import { expect, test } from 'vitest';
import { completenessOf } from '../../electron/core/cache/completeness.ts';
import { openMemoryCache } from '../../electron/core/cache/files/open.ts';
import { NO_FILTER } from '../../electron/core/cache/filter.ts';
import { NEWEST } from '../../electron/core/cache/entries.ts';
import { Gap, ingest, parsePage } from '../../electron/core/link/ingest.ts';
import { cacheHash, contentHash } from './support/hash.ts';
import { email, entryChanged, granted, message, messages, NOW, offer, page, workItem } from './support/records.ts';
import { foundBy } from '../support/found-by.ts';

const newest = (cache: ReturnType<typeof openMemoryCache>['cache'], id: string) =>
  cache.entries.before(id, NO_FILTER, NEWEST, 500);

test('a page changes the cache and says what changed', () => {
  const { cache } = openMemoryCache();
  const entry = message('sam', 'e1', NOW);
  expect(ingest(cache, page(null, 'c1', [entryChanged(entry)])).changes).toEqual([
    { topic: 'timeline', customerId: 'sam' },
  ]);
  expect(newest(cache, 'sam')).toEqual([entry]);
  expect(cache.feedState.read()).toEqual({ cursor: 'c1', incarnation: null, completeTo: NOW });
});

test('F4: a replayed page changes nothing and announces nothing', () => {
  const { cache } = openMemoryCache();
  const first = page(null, 'c1', [granted('sam', messages('sam', 20)), { kind: 'offer.changed', offer: offer('sam') }]);
  ingest(cache, first);
  const before = cacheHash(cache);
  expect(ingest(cache, first).changes).toEqual([]);
  expect(cacheHash(cache)).toBe(before);
});

test('F4: the same events under a later cursor change no row and announce no entry', () => {
  const { cache } = openMemoryCache();
  const entries = messages('sam', 20);
  ingest(cache, page(null, 'c1', entries.map(entryChanged)));
  const before = contentHash(cache);
  expect(ingest(cache, page('c1', 'c2', entries.map(entryChanged))).changes).toEqual([]);
  expect(contentHash(cache)).toBe(before);
});

test('F6: a page that does not follow is refused and leaves the cache alone', () => {
  const { cache } = openMemoryCache();
  ingest(cache, page(null, 'c1', [granted('sam', messages('sam', 3))]));
  const before = cacheHash(cache);
  expect(() => ingest(cache, page('c2', 'c3', [entryChanged(message('sam', 'late', NOW))]))).toThrow(Gap);
  expect(cacheHash(cache)).toBe(before);
});

test('an older version never overwrites a newer one, within a page and across pages', () => {
  const { cache } = openMemoryCache();
  const first = message('sam', 'e1', NOW, { text: 'first' });
  const edited = { ...first, version: 2, text: 'edited', editedAt: NOW + 1 };
  ingest(cache, page(null, 'c1', [entryChanged(edited), entryChanged(first)]));
  ingest(cache, page('c1', 'c2', [entryChanged(first)]));
  expect(newest(cache, 'sam')).toEqual([edited]);
  expect(cache.entries.tallies.total('sam')).toBe(1);
});

test('an edit that moves an entry in time or to another customer leaves nothing behind', () => {
  const { cache } = openMemoryCache();
  const first = message('sam', 'e1', NOW, { text: 'penguin' });
  ingest(cache, page(null, 'c1', [entryChanged(first)]));
  const moved = { ...first, version: 2, customerId: 'ana', at: NOW - 1_000_000_000, text: 'walrus' };
  ingest(cache, page('c1', 'c2', [entryChanged(moved)]));
  expect(newest(cache, 'sam')).toEqual([]);
  expect(newest(cache, 'ana')).toEqual([moved]);
  expect([cache.entries.tallies.total('sam'), cache.entries.tallies.total('ana')]).toEqual([0, 1]);
  expect(foundBy(cache.entries.search, '"penguin"', 10)).toEqual([]);
  expect(foundBy(cache.entries.search, '"walrus"', 10)).toEqual([moved]);
});

test('F7: a reset forgets what the feed brought', () => {
  const { cache } = openMemoryCache();
  ingest(cache, page(null, 'c1', [granted('sam', messages('sam', 3), 7)]), 'log-1');
  ingest(cache, page(null, 'd1', [granted('ana', messages('ana', 2))], { reset: true, left: 5 }), 'log-2');
  expect(cache.customers.get('sam')).toBeNull();
  expect(newest(cache, 'sam')).toEqual([]);
  expect(newest(cache, 'ana')).toHaveLength(2);
  expect(completenessOf(cache, 'sam', null)).toEqual({ have: 0, older: null, from: null, to: null });
  expect(cache.feedState.read()).toEqual({ cursor: 'd1', incarnation: 'log-2', completeTo: null });
});

test('F21: a poison event is set aside with its id, and the rest goes on', () => {
  const { cache } = openMemoryCache();
  const poison = { kind: 'entry.changed', entry: { ...message('sam', 'bad', NOW), kind: 'hologram' } };
  const good = message('sam', 'good', NOW + 1);
  const raw = { ...page(null, 'c1', [granted('sam', messages('sam', 3)), poison, entryChanged(good)]) };
  ingest(cache, parsePage({ ...raw, events: [...raw.events, 'not even an event'] }));
  expect(cache.setAside.all().map(one => one.eventId)).toEqual(['c1/3', 'c1:1']);
  expect(newest(cache, 'sam')).toHaveLength(4);
  expect(completenessOf(cache, 'sam', NOW)).toMatchObject({ have: 4, older: 1, from: NOW + 1 });
});

test('F21: one unreadable entry of a grant does not cost the customer, and a readable version heals the mark', () => {
  const { cache } = openMemoryCache();
  const [first, second, third] = messages('sam', 3);
  const grant = granted('sam', [first!, { ...second!, at: 'yesterday' } as never, third!]);
  ingest(cache, parsePage(page(null, 'c1', [grant])));
  expect(cache.customers.get('sam')).not.toBeNull();
  expect(completenessOf(cache, 'sam', NOW)).toMatchObject({ have: 2, older: 1, from: null });
  ingest(cache, page('c1', 'c2', [entryChanged({ ...second!, version: 2 })]));
  expect(completenessOf(cache, 'sam', NOW)).toMatchObject({ have: 3, older: 0, from: first!.at });
  expect(cache.setAside.count()).toBe(0);
});

test('a customer withdrawn leaves nothing, also what the same page brought', () => {
  const { cache } = openMemoryCache();
  ingest(cache, page(null, 'c1', [granted('ana', messages('ana', 2))]));
  const empty = cacheHash(cache);
  const events = [
    granted('sam', messages('sam', 3)),
    entryChanged(email('sam', 'm1', NOW, '<b>hi</b>')),
    { kind: 'work.changed', workItem: workItem('sam') } as const,
    { kind: 'offer.changed', offer: offer('sam') } as const,
  ];
  ingest(cache, page('c1', 'c2', [...events, { kind: 'customer.revoked', customerId: 'sam' }]));
  expect(cache.customers.get('sam')).toBeNull();
  expect(cache.entries.html.get('m1')).toBeNull();
  expect(foundBy(cache.entries.search, '"words"', 10).map(one => one.customerId)).toEqual(['ana', 'ana']);
  expect(contentHash(cache)).not.toBe(empty);
  expect(newest(cache, 'sam')).toEqual([]);
  expect([cache.workItems.all(), cache.offers.all()]).toEqual([[], []]);
});

test('HTML is kept apart: pages carry none, and say that there is some', () => {
  const { cache } = openMemoryCache();
  ingest(cache, page(null, 'c1', [entryChanged(email('sam', 'm1', NOW, '<b>hi</b>'))]));
  expect(newest(cache, 'sam')[0]).toMatchObject({ email: { html: null, hasHtml: true } });
  expect(cache.entries.html.get('m1')).toBe('<b>hi</b>');
});

test('a heartbeat moves the time the cache is complete to, and nothing else', () => {
  const { cache } = openMemoryCache();
  ingest(cache, page(null, 'c1', [granted('sam', messages('sam', 3))]));
  const before = contentHash(cache);
  expect(ingest(cache, page('c1', 'c1', [], { at: NOW + 3_000 })).changes).toEqual([]);
  expect(cache.feedState.read()).toMatchObject({ cursor: 'c1', completeTo: NOW + 3_000 });
  expect(contentHash(cache)).toBe(before);
});
