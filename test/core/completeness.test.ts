import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Cache } from '../../electron/core/cache/cache.ts';
import { completenessOf } from '../../electron/core/cache/completeness.ts';
import { openMemoryCache } from '../../electron/core/cache/files/open.ts';
import { evictOldest } from '../../electron/core/cache/keeping/prune.ts';
import { storeHistory } from '../../electron/core/link/history.ts';
import { ingest, parsePage } from '../../electron/core/link/ingest.ts';
import type { Entry } from '../../shared/domain/entry.ts';
import './support/desk.ts';
import { entryChanged, granted, message, messages, NOW, page } from './support/records.ts';

/** Whatever its age, all at once. */
const ALL = { before: Number.MAX_SAFE_INTEGER, most: Number.MAX_SAFE_INTEGER };

type Step =
  | { do: 'write'; at: number; poison: boolean }
  | { do: 'grant'; size: number; poison: number }
  | { do: 'history'; size: number; stale: boolean }
  | { do: 'evict'; keep: number; before: number; most: number }
  | { do: 'revoke' }
  | { do: 'reset' };

const at = fc.integer({ min: 0, max: 40 });
const steps = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: fc.record({ do: fc.constant('write' as const), at, poison: fc.boolean() }) },
    { weight: 3, arbitrary: fc.record({ do: fc.constant('grant' as const), size: fc.integer({ min: 0, max: 8 }), poison: fc.integer({ min: 0, max: 12 }) }) },
    { weight: 4, arbitrary: fc.record({ do: fc.constant('history' as const), size: fc.integer({ min: 1, max: 6 }), stale: fc.boolean() }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('evict' as const), keep: fc.integer({ min: 0, max: 6 }), before: at, most: fc.integer({ min: 1, max: 9 }) }) },
    { weight: 1, arbitrary: fc.constant({ do: 'revoke' as const }) },
    { weight: 1, arbitrary: fc.constant({ do: 'reset' as const }) },
  ),
  { maxLength: 30 },
); // prettier-ignore

const older = (a: Entry, b: Entry): number => a.at - b.at || (a.id < b.id ? -1 : 1);
const broken = (entry: Entry): unknown => ({ ...entry, kind: 'hologram' });

/** A backend that knows everything, and one desk following it. */
function world() {
  const { cache } = openMemoryCache();
  const truth: Entry[] = [];
  let isGranted = false;
  let place = 0;
  let reset = false;
  const deliver = (events: readonly unknown[]): void => {
    const after = reset ? null : place === 0 ? null : `c${place}`;
    ingest(cache, parsePage(page(after, `c${++place}`, events, { reset })));
    reset = false;
  };
  const run = (step: Step): void => {
    const sorted = truth.toSorted(older);
    switch (step.do) {
      case 'write': {
        const entry = message('sam', `e${truth.length}`, NOW + step.at);
        truth.push(entry);
        if (isGranted) deliver([step.poison ? { kind: 'entry.changed', entry: broken(entry) } : entryChanged(entry)]);
        return;
      }
      case 'grant': {
        const newest = step.size === 0 ? [] : sorted.slice(-step.size);
        const given = newest.map((entry, i) => (i === step.poison ? broken(entry) : entry)) as Entry[];
        isGranted = true;
        return deliver([granted('sam', given, truth.length - newest.length)]);
      }
      case 'history': {
        const asked = cache.completeness.get('sam');
        if (!asked) return;
        const reached = asked.reached ?? { at: Infinity, id: '' };
        const before = sorted.filter(
          entry => entry.at < reached.at || (entry.at === reached.at && entry.id < reached.id),
        );
        const entries = before.slice(-step.size);
        if (step.stale) evictOldest(cache, 'sam', { keep: 2, ...ALL });
        return void storeHistory(
          cache,
          { customerId: 'sam', entries, older: before.length - entries.length },
          asked,
          NOW,
        );
      }
      case 'evict':
        return void evictOldest(cache, 'sam', { ...step, before: NOW + step.before });
      case 'revoke':
        isGranted = false;
        return deliver([{ kind: 'customer.revoked', customerId: 'sam' }]);
      case 'reset':
        reset = true;
        isGranted = false;
        return deliver([]);
    }
  };
  return { cache, truth, run, isGranted: () => isGranted };
}

/** The mark may say less than is so, never more. */
function checkMark(cache: Cache, truth: readonly Entry[], isGranted: boolean): void {
  const mark = completenessOf(cache, 'sam', NOW);
  const here = new Set(cache.entries.newest('sam', 1_000).map(entry => entry.id));
  expect(mark.have).toBe(here.size);
  expect(mark.older === null).toBe(!isGranted);
  if (mark.older === null) return;
  const absent = truth.filter(entry => !here.has(entry.id));
  expect(mark.older).toBeGreaterThanOrEqual(absent.length);
  expect(absent.filter(entry => entry.at >= (mark.from ?? Infinity))).toEqual([]);
}

test('the mark never claims more than there is, whatever grants, history, evictions and poison come in whatever order', () => {
  expect.hasAssertions();
  fc.assert(
    fc.property(steps, list => {
      const { cache, truth, run, isGranted } = world();
      for (const step of list) {
        run(step);
        checkMark(cache, truth, isGranted());
      }
      cache.db.close();
    }),
    { numRuns: 400 },
  );
});

test('read to its beginning, a history is whole and the mark says so', () => {
  const { cache } = openMemoryCache();
  const all = messages('sam', 130);
  ingest(cache, page(null, 'c1', [granted('sam', all.slice(80), 80)]));
  expect(completenessOf(cache, 'sam', NOW)).toMatchObject({ have: 50, older: 80, from: all[81]!.at });
  storeHistory(cache, { customerId: 'sam', entries: all.slice(0, 80), older: 0 }, cache.completeness.get('sam')!, NOW);
  expect(completenessOf(cache, 'sam', NOW)).toEqual({ have: 130, older: 0, from: all[0]!.at, to: NOW });
});

test('a customer granted again keeps what was loaded further back', () => {
  const { cache } = openMemoryCache();
  const all = messages('sam', 90);
  ingest(cache, page(null, 'c1', [granted('sam', all.slice(40), 40)]));
  storeHistory(
    cache,
    { customerId: 'sam', entries: all.slice(20, 40), older: 20 },
    cache.completeness.get('sam')!,
    NOW,
  );
  ingest(cache, page('c1', 'c2', [granted('sam', all.slice(40), 40)]));
  expect(completenessOf(cache, 'sam', NOW)).toMatchObject({ have: 70, older: 20 });
});

test('an answer that comes after the customer was withdrawn brings nobody back', () => {
  const { cache } = openMemoryCache();
  const all = messages('sam', 60);
  ingest(cache, page(null, 'c1', [granted('sam', all.slice(10), 10)]));
  const asked = cache.completeness.get('sam')!;
  ingest(cache, page('c1', 'c2', [{ kind: 'customer.revoked', customerId: 'sam' }]));
  expect(storeHistory(cache, { customerId: 'sam', entries: all.slice(0, 10), older: 0 }, asked, NOW)).toBe(false);
  expect(cache.entries.newest('sam', 100)).toEqual([]);
});

test('entries held from before what was reached, with others missing between, do not make the mark whole when the oldest goes', () => {
  const { cache } = openMemoryCache();
  const [gone, second, third, missing, fourth, newest] = messages('sam', 6);
  ingest(cache, page(null, 'c1', [granted('sam', [newest!], 1)]));
  ingest(cache, page('c1', 'c2', [gone!, second!, third!, fourth!].map(entryChanged)));
  expect(evictOldest(cache, 'sam', { keep: 4, ...ALL })).toBe(1);
  // `missing` is later than `third`: a mark from there would claim too much.
  expect(third!.at).toBeLessThan(missing!.at);
  expect(completenessOf(cache, 'sam', NOW)).toMatchObject({ have: 4, older: 2, from: null });
});
