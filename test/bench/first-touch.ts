// The newest 50 entries of customers nobody has looked at, by the bridge's handler, in a cache of a million.
import { openDriver } from '../../electron/core/cache/files/driver.ts';
import { cacheIn, corpusOf, keysIn, type Sealing } from './corpus.ts';
import { coreOver, copyOf, dropPages, removeCopy } from './corpus-desk.ts';
import { chanceFrom } from './core-data.ts';
import { customerCount, customerIdOf, MILLION, type Size } from './million.ts';
import { type BenchRow, benchRow } from './stats.ts';

const TIMES = 300;
const NEWEST = 50;

/** Customers by chance, each once; all of them where there are not so many. */
export function someCustomers(size: Size, count: number, seed = 5): string[] {
  const chance = chanceFrom(seed);
  const found = new Set<number>();
  const most = Math.min(count, customerCount(size) - 1);
  while (found.size < most) found.add(1 + Math.floor(chance() * (customerCount(size) - 1)));
  return [...found].map(customerIdOf);
}

export async function timed(works: readonly (() => unknown)[]): Promise<number[]> {
  const times: number[] = [];
  for (const work of works) {
    const started = performance.now();
    await work();
    times.push(performance.now() - started);
  }
  return times;
}

export type Touched = { readonly cold: number[]; readonly warm: number[]; readonly isCold: boolean };

/** The same customers twice, after the file was taken out of the system's cache. */
export async function touchByBridge(folder: string, sealing: Sealing, customers: readonly string[]): Promise<Touched> {
  const isCold = dropPages(folder);
  const core = await coreOver(folder, sealing);
  // Whatever a first call of a program costs is not what is measured.
  for (let i = 0; i < 50; i++) await core.ask('connection.read', {});
  const asks = customers.map(customerId => () => core.ask('timeline.page', { customerId, limit: NEWEST }));
  const cold = await timed(asks);
  const warm = await timed(asks);
  await core.stop();
  return { cold, warm, isCold };
}

/** The bare statement, its rows parsed. */
export async function touchByStatement(
  folder: string,
  sealing: Sealing,
  customers: readonly string[],
): Promise<Touched> {
  const isCold = dropPages(folder);
  const db = openDriver(cacheIn(folder), { key: keysIn(folder, sealing)?.cache ?? null, readonly: true });
  db.pragma('cache_size = -32768');
  const newest = db
    .prepare<[string], string>(
      `SELECT json FROM entries WHERE customer_id = ? ORDER BY at DESC, id DESC LIMIT ${NEWEST}`,
    )
    .pluck();
  const asks = customers.map(customerId => () => newest.all(customerId).map(json => JSON.parse(json) as unknown));
  const cold = await timed(asks);
  const warm = await timed(asks);
  db.close();
  return { cold, warm, isCold };
}

export async function firstTouch(): Promise<BenchRow[]> {
  const folder = copyOf(corpusOf(MILLION));
  const customers = someCustomers(MILLION, TIMES);
  const floor = await touchByStatement(folder, 'sealed', customers);
  const ours = await touchByBridge(folder, 'sealed', customers);
  removeCopy(folder);
  const how = ours.isCold
    ? 'pages of the file dropped before (dd oflag=nocache)'
    : 'pages of the file could not be dropped';
  return [
    benchRow('first touch', 'ms', ours.cold, { name: 'the bare statement, first touch', values: floor.cold }, how),
    benchRow('first touch, again', 'ms', ours.warm, { name: 'the bare statement, again', values: floor.warm }),
  ];
}
