// What takes the space of the cache, counted in steps of a fraction of a millisecond. Counts are exact, from the tallies;
// bytes of the index and of mails are exact; what an entry takes is the mean of a sample of its channel.
import type { Database } from 'better-sqlite3';
import type { Space } from '../../../../shared/contract/bridge/keeping.ts';
import type { Channel } from '../../../../shared/domain/primitives.ts';
import { BUCKET } from '../tallies.ts';

const DAY_MS = 86_400_000;
/** Rows of one step. */
const STEP = 200;
/** Upper ends of the ages that are told, in days. */
const AGES: readonly (number | null)[] = [30, 90, 365, null];
/** Customers who are named. */
const MOST_NAMED = 20;
/** After so many entries were looked at, only every fourth one of before is. */
const MOST_SAMPLES = 1_000;
/** Room that is left in pages, and a row's short columns and header, as `dbstat` has them of a million entries. */
const ROW_OVERHEAD = 1.25;
const ROW_BYTES = 55;

type Key = {
  customerId: string;
  bucket: number;
  kind: string;
  channel: string;
  direction: string;
  audience: string;
  handle: string;
};
type TallyRow = Key & { count: number };
type Counted = { channel: string; age: number; count: number };
type OfCustomer = { customerId: string; entries: number; channels: Map<string, number> };

export type CacheSpace = Pick<Space, 'entries' | 'customers' | 'byChannel' | 'byAge' | 'byCustomer'> & {
  /** Bytes of pages: `used` holds something, `empty` nothing. */
  used: number;
  empty: number;
  index: number;
  mail: number;
  /** Of a log before. */
  former: number;
  /** Of all entries, reckoned. */
  rows: number;
};

/** Counts all of the cache; what changes meanwhile may be in it or not. `now`: the backend's time. */
export function* spaceOf(db: Database, now: number): Generator<void, CacheSpace> {
  const index = yield* bytesOfIndex(db);
  const mail = yield* bytesOfRows(db, 'email_html', 'html');
  const { counts, largest, means, customers } = yield* countEntries(db, now);
  const bytesOf = (channel: string, count: number): number =>
    Math.round(count * (means.get(channel) ?? means.get('') ?? 0));
  const sum = (some: readonly Counted[]) => ({
    entries: some.reduce((total, { count }) => total + count, 0),
    bytes: some.reduce((total, { channel, count }) => total + bytesOf(channel, count), 0),
  });
  const channels = [...new Set(counts.map(({ channel }) => channel))];
  const total = sum(counts);
  const page = db.pragma('page_size', { simple: true }) as number;
  const former = db.prepare<[], number>('SELECT coalesce(sum(bytes), 0) FROM former').pluck().get()!;
  const empty = (db.pragma('freelist_count', { simple: true }) as number) * page;
  const nameOf = db.prepare<[string], string>(`SELECT json ->> 'name' FROM customers WHERE id = ?`).pluck();
  return {
    used: (db.pragma('page_count', { simple: true }) as number) * page - empty,
    empty,
    index,
    mail,
    former,
    rows: total.bytes,
    entries: total.entries,
    customers,
    byChannel: channels
      .map(channel => ({ channel: channel as Channel, ...sum(counts.filter(one => one.channel === channel)) }))
      .sort((a, b) => b.bytes - a.bytes),
    byAge: AGES.map((days, age) => ({ days, ...sum(counts.filter(one => one.age === age)) })),
    byCustomer: largest
      .map(({ customerId, entries, channels: own }) => ({
        customerId,
        name: nameOf.get(customerId) ?? '',
        entries,
        bytes: [...own].reduce((bytes, [channel, count]) => bytes + bytesOf(channel, count), 0),
      }))
      .sort((a, b) => b.bytes - a.bytes),
  };
}

/** FTS5 keeps its words in tables of its own, by the name of the index. */
function* bytesOfIndex(db: Database): Generator<void, number> {
  const names = db
    .prepare<[], string>(
      `SELECT name FROM sqlite_schema WHERE type = 'table' AND name IN
         (SELECT name || '_data' FROM sqlite_schema WHERE sql LIKE 'CREATE VIRTUAL TABLE%USING fts5%')`,
    )
    .pluck()
    .all();
  let bytes = 0;
  for (const name of names) bytes += yield* bytesOfRows(db, name, 'block');
  return bytes;
}

/** `octet_length` is read from a row's header: pages of long values are not touched. */
function* bytesOfRows(db: Database, table: string, column: string): Generator<void, number> {
  const part = db.prepare<[number], { last: number | null; bytes: number | null; n: number }>(
    `SELECT max(id) AS last, sum(length) AS bytes, count(*) AS n FROM
       (SELECT rowid AS id, octet_length(${column}) AS length FROM "${table}" WHERE rowid > ? ORDER BY rowid LIMIT 64)`,
  );
  let total = 0;
  for (let last = -1; ;) {
    const { last: to, bytes, n } = part.get(last)!;
    total += bytes ?? 0;
    if (to === null || n < 64) return total;
    last = to;
    yield;
  }
}

function* countEntries(db: Database, now: number) {
  const next = db.prepare<Key, TallyRow>(`
    SELECT customer_id AS customerId, bucket, kind, channel, direction, audience, handle, count FROM tallies
    WHERE (customer_id, bucket, kind, channel, direction, audience, handle) >
      (@customerId, @bucket, @kind, @channel, @direction, @audience, @handle)
    ORDER BY customer_id, bucket, kind, channel, direction, audience, handle LIMIT ${STEP}`);
  const counts = new Map<string, Counted>();
  const largest = largestCustomers();
  const sample = sampleOf(db);
  let key: Key = { customerId: '', bucket: 0, kind: '', channel: '', direction: '', audience: '', handle: '' };
  for (;;) {
    const rows = next.all(key);
    for (const { customerId, bucket, channel, count } of rows) {
      const age = ageOf(bucket, now);
      const counted = counts.get(`${channel} ${age}`) ?? { channel, age, count: 0 };
      counted.count += count;
      counts.set(`${channel} ${age}`, counted);
      largest.add(customerId, channel, count);
      sample.look(customerId, bucket, count);
    }
    if (rows.length < STEP) break;
    const { count: _, ...last } = rows.at(-1)!;
    key = last;
    yield;
  }
  return { counts: [...counts.values()], largest: largest.all(), means: sample.means(), customers: largest.count() };
}

function ageOf(bucket: number, now: number): number {
  const days = (now - bucket * BUCKET) / DAY_MS;
  return AGES.findIndex(upto => upto === null || days <= upto);
}

/** Rows come customer by customer: only the largest are remembered. */
function largestCustomers() {
  let kept: OfCustomer[] = [];
  let current: OfCustomer | null = null;
  let count = 0;
  const end = (): void => {
    if (current) kept = [...kept, current].sort((a, b) => b.entries - a.entries).slice(0, MOST_NAMED);
  };
  return {
    add(customerId: string, channel: string, entries: number): void {
      if (current?.customerId !== customerId) {
        end();
        current = { customerId, entries: 0, channels: new Map() };
        count++;
      }
      current!.entries += entries;
      current!.channels.set(channel, (current!.channels.get(channel) ?? 0) + entries);
    },
    count: (): number => count,
    all(): OfCustomer[] {
      end();
      current = null;
      return kept;
    },
  };
}

/** Looks at one entry out of so many, evenly over all customers, and says what one of a channel takes. */
function sampleOf(db: Database) {
  const one = db.prepare<[string, number], { channel: string; bytes: number }>(
    `SELECT channel, octet_length(json) + octet_length(customer_id) + octet_length(id) + ${ROW_BYTES} AS bytes
     FROM entries WHERE customer_id = ? AND at >= ? ORDER BY at, id LIMIT 1`,
  );
  const sums = new Map<string, { bytes: number; n: number }>();
  let every = 20;
  let since = every;
  let looked = 0;
  return {
    look(customerId: string, bucket: number, count: number): void {
      since += count;
      if (since < every) return;
      since = 0;
      const row = one.get(customerId, bucket * BUCKET);
      if (!row) return;
      for (const channel of [row.channel, '']) {
        const sum = sums.get(channel) ?? { bytes: 0, n: 0 };
        sums.set(channel, { bytes: sum.bytes + row.bytes, n: sum.n + 1 });
      }
      if (++looked % MOST_SAMPLES === 0) every *= 4;
    },
    /** Of each channel; of a channel that was not met, that of all, under the empty name. */
    means: (): Map<string, number> =>
      new Map([...sums].map(([channel, { bytes, n }]) => [channel, (bytes / n) * ROW_OVERHEAD])),
  };
}
