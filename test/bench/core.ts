// What the core costs beside bare better-sqlite3 with the same tables and the same index. Each answers rows for run.ts.
import SQLite, { type Database } from 'better-sqlite3';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NO_FILTER } from '../../electron/core/cache/filter.ts';
import { migrate } from '../../electron/core/cache/files/migrate.ts';
import { cacheMigrations } from '../../electron/core/cache/migrations/list.ts';
import { type OpenedCache, openCache } from '../../electron/core/cache/files/open.ts';
import { firstOfSecond, secondOf, tieOf } from '../../electron/core/cache/places.ts';
import { bucketOf } from '../../electron/core/cache/tallies.ts';
import { NEWEST } from '../../electron/core/cache/entries.ts';
import { wordsOf } from '../../electron/core/cache/search/words.ts';
import { ingest, parsePage } from '../../electron/core/link/ingest.ts';
import type { FeedPage } from '../../shared/contract/wire.ts';
import type { Entry } from '../../shared/domain/entry.ts';
import { pagesOf, someEntries } from './core-data.ts';
import { type BenchRow, benchRow } from './stats.ts';

const time = (work: () => void): number => {
  const started = performance.now();
  work();
  return performance.now() - started;
};

function inFolder<T>(work: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'foreword-bench-'));
  try {
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
const openIn = (folder: string, name = 'a.cache.db'): OpenedCache => openCache(join(folder, name), { now: Date.now });
const fill = ({ cache }: OpenedCache, pages: readonly FeedPage[]): void => {
  for (const page of pages) ingest(cache, parsePage(page));
};

/**
 * Pages as the socket brings them: outside the heap until it is their turn, so that neither side carries along what it has
 * not got yet.
 */
export const sentPages = (pages: readonly FeedPage[]): Buffer[] => pages.map(page => Buffer.from(JSON.stringify(page)));
export const received = (sent: Buffer): FeedPage => JSON.parse(sent.toString()) as FeedPage;
export const entriesIn = (page: FeedPage): Entry[] => page.events.map(({ event }) => (event as { entry: Entry }).entry);

/** Milliseconds of all that is done with each of them, without receiving it. */
function timeOfEach<T>(pages: readonly Buffer[], made: (page: FeedPage) => T, work: (made: T) => void): number {
  let ms = 0;
  for (const sent of pages) {
    const one = made(received(sent));
    ms += time(() => work(one));
  }
  return ms;
}

type RawPage = { entries: unknown[][]; places: unknown[][]; tallies: unknown[][]; words: [number, string][] };

/** The rows as they will stand, in the order they go in best: nothing is left but writing. */
export function rawPages(entries: readonly Entry[], size: number): RawPage[] {
  return Array.from({ length: Math.ceil(entries.length / size) }, (_, i) => {
    const some = entries.slice(i * size, (i + 1) * size);
    const sorted = some.toSorted((a, b) =>
      a.customerId < b.customerId ? -1 : a.customerId > b.customerId ? 1 : a.at - b.at,
    );
    const tallies = new Map<string, unknown[]>();
    for (const { customerId, at, kind, channel, direction, audience, handle } of some) {
      const key = [customerId, bucketOf(at), kind, channel, direction, audience, handle ?? ''];
      const row = tallies.get(key.join('\n')) ?? [...key, 0];
      row[7] = (row[7] as number) + 1;
      tallies.set(key.join('\n'), row);
    }
    const rowId = (entry: Entry): number => firstOfSecond(secondOf(entry.at)) + tieOf(entry.id);
    return {
      entries: sorted.map(e => [
        e.customerId,
        e.at,
        e.id,
        e.kind,
        e.channel,
        e.direction,
        e.audience,
        e.handle ?? '',
        JSON.stringify(e),
      ]),
      places: sorted.map(e => [rowId(e), e.id, e.version, e.customerId, e.at, null]),
      tallies: [...tallies.values()],
      words: some.map((e): [number, string] => [rowId(e), wordsOf(e)]).toSorted((a, b) => a[0] - b[0]),
    };
  });
}

function rawDatabase(file: string): Database {
  const db = new SQLite(file);
  for (const pragma of [
    'page_size = 8192',
    'locking_mode = EXCLUSIVE',
    'journal_mode = WAL',
    'synchronous = NORMAL',
    'wal_autocheckpoint = 0',
    'cache_size = -32768',
  ])
    db.pragma(pragma);
  migrate(db, cacheMigrations);
  return db;
}

export function rawFill(db: Database, pages: readonly RawPage[]): void {
  const entry = db.prepare('INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const place = db.prepare('INSERT INTO places VALUES (?, ?, ?, ?, ?, ?)');
  const tally = db.prepare(
    'INSERT INTO tallies VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET count = count + excluded.count',
  );
  const words = db.prepare('INSERT INTO search (rowid, words) VALUES (CAST(? AS INTEGER), ?)');
  for (const page of pages) {
    db.transaction(() => {
      for (const row of page.entries) entry.run(row);
      for (const row of page.places) place.run(row);
      for (const row of page.words) words.run(row);
      for (const row of page.tallies) tally.run(row);
    })();
  }
}

/** 10,000 entries missed, in pages of 1,000 as the wire brings them, into a cache of 20,000. Milliseconds for all. */
export function catchUp(runs = 7): BenchRow[] {
  const had = someEntries(20_000, 200, 1);
  const missed = someEntries(10_000, 200, 2).map(entry => ({
    ...entry,
    id: `m${entry.id.slice(1)}`,
    at: entry.at + 1_000,
  }));
  const hadPages = sentPages(pagesOf(had));
  const missedPages = sentPages(pagesOf([...had, ...missed]).slice(20));
  const rawOf = (page: FeedPage): RawPage[] => rawPages(entriesIn(page), 1_000);
  const ours: number[] = [];
  const floor: number[] = [];
  for (let i = 0; i < runs; i++) {
    inFolder(folder => {
      const opened = openIn(folder);
      const takeIn = (page: FeedPage): void => fill(opened, [page]);
      timeOfEach(hadPages, page => page, takeIn);
      ours.push(timeOfEach(missedPages, page => page, takeIn));
      opened.close();
      const db = rawDatabase(join(folder, 'raw.db'));
      const write = (raw: RawPage[]): void => rawFill(db, raw);
      timeOfEach(hadPages, rawOf, write);
      floor.push(timeOfEach(missedPages, rawOf, write));
      db.close();
    });
  }
  const rate = (ms: number): string => `${Math.round(10_000 / (ms / 1_000)).toLocaleString('en-GB')} entries/s`;
  const median = (values: readonly number[]): number =>
    values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
  const note = `${rate(median(ours))} against ${rate(median(floor))} raw: ${Math.round((100 * median(floor)) / median(ours))} %`;
  return [benchRow('catch-up', 'ms', ours, { name: 'better-sqlite3, same tables and index', values: floor }, note)];
}

/** What `customer.open` reads of the timeline: newest page, counts, facets, the foreword's entries. */
function readConversation({ cache }: OpenedCache, customerId: string): void {
  cache.read(() => {
    cache.entries.before(customerId, NO_FILTER, NEWEST, 100);
    cache.entries.before(customerId, NO_FILTER, NEWEST, 500);
    cache.entries.tallies.facets(customerId);
    cache.entries.tallies.countMatching(customerId, NO_FILTER);
    cache.entries.tallies.total(customerId);
  });
}

/** A conversation of 10,000 entries, and of 100,000, beside one of 500 (what the foreword looks at). */
export function openLong(runs = 200): BenchRow[] {
  return inFolder(folder => {
    const opened = openIn(folder);
    const of = (customerId: string, n: number, seed: number): Entry[] =>
      someEntries(n, 1, seed).map(entry => ({ ...entry, customerId, id: `${seed}${entry.id}` }));
    fill(opened, pagesOf([...of('short', 500, 1), ...of('long', 10_000, 2), ...of('huge', 100_000, 3)]));
    const measure = (customerId: string): number[] =>
      Array.from({ length: runs }, () => time(() => readConversation(opened, customerId)));
    measure('short');
    const floor = { name: 'a conversation of 500', values: measure('short') };
    const rows = [
      benchRow('open, 10,000 entries', 'ms', measure('long'), floor),
      benchRow('open, 100,000 entries', 'ms', measure('huge'), floor),
    ];
    opened.close();
    return rows;
  });
}

/** The first read of customers nobody has looked at since the cache was opened, in a cache of 100,000 entries. */
export function firstTouch(runs = 100): BenchRow[] {
  return inFolder(folder => {
    const filling = openIn(folder);
    fill(filling, pagesOf(someEntries(100_000, 500)));
    filling.close();
    const cold = openIn(folder);
    const ours = Array.from({ length: runs }, (_, i) =>
      time(() => void cold.cache.entries.newest(`customer-${i}`, 200)),
    );
    const warm = Array.from({ length: runs }, (_, i) =>
      time(() => void cold.cache.entries.newest(`customer-${i}`, 200)),
    );
    cold.close();
    return [benchRow('first touch of a customer', 'ms', ours, { name: 'the same, warm', values: warm })];
  });
}
