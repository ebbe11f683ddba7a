import { describe, expect, test } from 'vitest';
import { namedIn } from '../../electron/core/cache/erasing/named-in.ts';
import { openMemoryCache } from '../../electron/core/cache/files/open.ts';
import { ingest } from '../../electron/core/link/ingest.ts';
import type { Erasure } from '../../shared/domain/erasure.ts';
import { customer, granted, matter, message, NOW, page } from './support/records.ts';

describe('words that name somebody', () => {
  const isAbout = namedIn([
    'Akosua Mensah-Wiredu',
    'akosua.mw@post.example',
    '@mw_travels',
    '+44 20 7946 0018',
    '48213',
    'Li de Wit',
    '@',
  ]);
  test.each([
    'Akosua seat',
    'with:mensah',
    '"Mensah Wiredu"',
    'AKOSUA',
    'from:akosua.mw@post.example',
    '@mw_travels',
    'travels',
    '0207 946 0018',
    '020-7946-0018 late',
    '442079460018',
    'case:48213',
    'wit',
  ])('%s', text => expect(isAbout(text)).toBe(true));
  test.each(['seat', 'with:mens', 'post example', '7946', '48214', '0207 946 0019', '', 'kosua', 'de', 'li'])(
    'not %s',
    text => expect(isAbout(text)).toBe(false),
  );
  test('nobody is named by nothing', () => expect(namedIn([])('Akosua 0207 946 0018')).toBe(false));
});

test('what names them elsewhere is forgotten before they are: cut off in between, they are still there to be erased again', () => {
  const { cache } = openMemoryCache();
  const ana = customer('ana', 'Ana Sousa');
  ingest(
    cache,
    page(null, 'c1', [granted('ana', [message('ana', 'm1', NOW)], 0, { customer: ana, cases: [matter('ana')] })]),
  );
  const erasure: Erasure = { id: 'e1', customerId: 'ana', entryId: null, at: NOW, reason: 'request' };
  const erased = page('c1', 'c2', [{ kind: 'customer.erased', erasure }]);

  cache.erased.forgetsBy(() => {
    throw new Error('killed here');
  });
  expect(() => ingest(cache, erased)).toThrow('killed here');
  expect(cache.customers.get('ana')?.name).toBe('Ana Sousa');
  expect(cache.feedState.read().cursor).toBe('c1');

  const told: string[] = [];
  cache.erased.forgetsBy(knownBy => told.push(...knownBy));
  ingest(cache, erased);
  expect(told).toEqual(expect.arrayContaining(['Ana Sousa', String(matter('ana').number)]));
  expect(cache.customers.get('ana')).toBeNull();
});
