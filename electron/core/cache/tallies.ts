import type { Database } from 'better-sqlite3';
import type { Facets, Place, TimelineFilter } from '../../../shared/contract/bridge.ts';
import type { Entry } from '../../../shared/domain/entry.ts';
import { matches } from '../../../shared/domain/shows.ts';
import { type FilterRow, filterRow, MATCHES } from './filter.ts';

/** Milliseconds a tally covers; about three days. A count walks tallies, and entries of one bucket at most per end. */
export const BUCKET = 2 ** 28;
export const bucketOf = (at: number): number => Math.floor(at / BUCKET);

type Traits = { kind: string; channel: string; direction: string; audience: string; handle: string };
type Key = Traits & { customerId: string; bucket: number };
type Delta = Key & { count: number };
export type Sum = Traits & { count: number };
export type TallyOf = Pick<Entry, 'customerId' | 'at' | 'kind' | 'channel' | 'direction' | 'audience' | 'handle'>;

/** Customers whose sums are remembered; what is on screen is asked for again and again. */
const MOST_SUMS = 500;

/** How many entries a customer has, by what the timeline filters by. Changes are summed up and written once per page. */
export function talliesTable(db: Database) {
  // Bound by place: names cost a tenth of a page.
  const upsert = db.prepare<[string, number, string, string, string, string, string, number]>(`
    INSERT INTO tallies (customer_id, bucket, kind, channel, direction, audience, handle, count)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET count = count + excluded.count`);
  const removeEmpty = db.prepare<[string]>('DELETE FROM tallies WHERE customer_id = ? AND count = 0');
  const before = db
    .prepare<FilterRow & { customerId: string; bucket: number }, number>(
      `SELECT coalesce(sum(count), 0) FROM tallies WHERE customer_id = @customerId AND bucket < @bucket AND ${MATCHES}`,
    )
    .pluck();
  const inBucket = db
    .prepare<FilterRow & { customerId: string; start: number; at: number; id: string }, number>(
      `SELECT count(*) FROM entries
       WHERE customer_id = @customerId AND at >= @start AND (at, id) < (@at, @id) AND ${MATCHES}`,
    )
    .pluck();
  const traits = db.prepare<[string], Sum>(`
    SELECT kind, channel, direction, audience, handle, sum(count) AS count FROM tallies WHERE customer_id = ?
    GROUP BY kind, channel, direction, audience, handle`);
  const clear = db.prepare('DELETE FROM tallies');
  const removeOf = db.prepare<[string]>('DELETE FROM tallies WHERE customer_id = ?');

  const sums = new Map<string, readonly Sum[]>();
  const sumsOf = (customerId: string): readonly Sum[] => {
    const had = sums.get(customerId);
    if (had) return had;
    if (sums.size >= MOST_SUMS) sums.clear();
    const fresh = traits.all(customerId);
    sums.set(customerId, fresh);
    return fresh;
  };
  const countBefore = (customerId: string, filter: TimelineFilter, place: Place): number => {
    const row = { ...filterRow(filter), customerId };
    const bucket = bucketOf(place.at);
    return before.get({ ...row, bucket })! + inBucket.get({ ...row, start: bucket * BUCKET, ...place })!;
  };

  return {
    apply(deltas: Iterable<Delta>): void {
      const shrunk = new Set<string>();
      for (const delta of deltas) {
        const { customerId, bucket, kind, channel, direction, audience, handle, count } = delta;
        if (count === 0) continue;
        upsert.run(customerId, bucket, kind, channel, direction, audience, handle, count);
        sums.delete(customerId);
        if (count < 0) shrunk.add(customerId);
      }
      for (const customerId of shrunk) removeEmpty.run(customerId);
    },
    /** Entries that match and are strictly older than `place`; the filter's dates are the caller's affair. */
    countBefore,
    /** Entries that match, the filter's dates included. */
    countMatching(customerId: string, filter: TimelineFilter): number {
      if (filter.from === null && filter.to === null)
        return countOf(sumsOf(customerId).filter(sum => matches(sum, filter)));
      const upto = filter.to ?? Number.MAX_SAFE_INTEGER;
      const from = filter.from === null ? 0 : countBefore(customerId, filter, { at: filter.from, id: '' });
      return Math.max(0, countBefore(customerId, filter, { at: upto, id: '' }) - from);
    },
    total: (customerId: string): number => countOf(sumsOf(customerId)),
    facets: (customerId: string): Facets => facetsOf(sumsOf(customerId)),
    /** A transaction was taken back: what was remembered inside it may not be so. */
    forgetSums(): void {
      sums.clear();
    },
    clear(): void {
      clear.run();
      sums.clear();
    },
    removeOf(customerId: string): void {
      removeOf.run(customerId);
      sums.delete(customerId);
    },
  };
}

/** Sums up changes in memory: a page of 1,000 entries touches few tallies. */
export function tallyChanges() {
  const deltas = new Map<string, Delta>();
  return {
    add(entry: TallyOf, count: 1 | -1): void {
      const { customerId, kind, channel, direction, audience } = entry;
      const handle = entry.handle ?? '';
      const bucket = bucketOf(entry.at);
      const key = `${customerId}\n${bucket}\n${kind}\n${channel}\n${direction}\n${audience}\n${handle}`;
      const delta = deltas.get(key);
      if (delta) delta.count += count;
      else deltas.set(key, { customerId, bucket, kind, channel, direction, audience, handle, count });
    },
    deltas: (): Iterable<Delta> => deltas.values(),
  };
}

const countOf = (sums: readonly Sum[]): number => sums.reduce((total, { count }) => total + count, 0);

/** What there is to filter by, the most frequent first. */
export function facetsOf(rows: readonly Sum[]): Facets {
  const by = (trait: keyof Traits) => {
    const counts = new Map<string, number>();
    for (const row of rows) counts.set(row[trait], (counts.get(row[trait]) ?? 0) + row.count);
    counts.delete('');
    return [...counts].map(([value, count]) => ({ value, count })).sort((a, b) => b.count - a.count);
  };
  // The values were entries' own when they were counted.
  return {
    channels: by('channel'),
    kinds: by('kind'),
    directions: by('direction'),
    audiences: by('audience'),
    handles: by('handle'),
  } as Facets;
}
