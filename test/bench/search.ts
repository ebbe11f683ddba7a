// 500 searches of every kind in a cache of a million entries, from the bridge; beside each the plain statement of the index,
// and beside some of them what a desk on a server does: ILIKE over the same rows in PostgreSQL.
import { openDriver } from '../../electron/core/cache/files/driver.ts';
import { cacheOver } from '../../electron/core/cache/cache.ts';
import { firstOfSecond, secondOf } from '../../electron/core/cache/places.ts';
import { planOf } from '../../electron/core/cache/search/plan.ts';
import { parseQuery } from '../../shared/domain/search/query.ts';
import { cacheIn, corpusOf, keysIn, type Sealing } from './corpus.ts';
import { coreOver, copyOf, removeCopy } from './corpus-desk.ts';
import { timed } from './first-touch.ts';
import { ilike } from './ilike.ts';
import { MILLION } from './million.ts';
import { type Asked, someQueries } from './queries.ts';
import { type BenchRow, benchRow } from './stats.ts';

const LIMIT = 50;
const ZONE = 'Europe/London';
/** What ILIKE can be asked; it takes seconds for each. */
const ONE_WORD = /^a (rare|usual|common) word$/;
const MOST_WORDS = 20;

/** Each asked once before, so that what a first touch of the disk costs is not in it. */
export async function searchByBridge(folder: string, sealing: Sealing, asked: readonly Asked[]): Promise<number[]> {
  const core = await coreOver(folder, sealing);
  const asks = asked.map(
    ({ query, order }) =>
      () =>
        core.ask('history.search', { query, order, limit: LIMIT, zone: ZONE }),
  );
  await timed(asks);
  const times = await timed(asks);
  await core.stop();
  return times;
}

/** The index asked directly: the same rows, newest first, parsed. */
export async function searchByStatement(folder: string, sealing: Sealing, asked: readonly Asked[]): Promise<number[]> {
  const db = openDriver(cacheIn(folder), { key: keysIn(folder, sealing)?.cache ?? null });
  db.pragma('cache_size = -32768');
  const cache = cacheOver(db);
  const rows = db
    .prepare<[string, number, number], string>(
      `SELECT entries.json FROM search JOIN places ON places.search_id = search.rowid
       JOIN entries ON entries.customer_id = places.customer_id AND entries.at = places.at AND entries.id = places.id
       WHERE search MATCH ? AND search.rowid >= CAST(? AS INTEGER) AND search.rowid < CAST(? AS INTEGER)
       ORDER BY search.rowid DESC LIMIT ${LIMIT}`,
    )
    .pluck();
  const asks = asked.flatMap(({ query }) => {
    const plan = planOf(parseQuery(query, { now: Date.now(), zone: ZONE }), cache);
    const [period] = plan.periods;
    const { match } = plan;
    if (match === null || !period) return [];
    const [from, to] = [firstOfSecond(secondOf(period.from)), firstOfSecond(secondOf(period.to) + 1)];
    return [() => rows.all(match, from, to).map(json => JSON.parse(json) as unknown)];
  });
  await timed(asks);
  const times = await timed(asks);
  db.close();
  return times;
}

/** The kinds that cost most, slowest first: what stands in the note of the row. */
function slowest(asked: readonly Asked[], times: readonly number[]): string {
  const worst = new Map<string, number>();
  asked.forEach(({ kind }, i) => worst.set(kind, Math.max(worst.get(kind) ?? 0, times[i]!)));
  const kinds = [...worst].sort((a, b) => b[1] - a[1]).slice(0, 4);
  return `worst ${Math.max(...times).toFixed(1)}; ${kinds.map(([kind, ms]) => `${kind} ${ms.toFixed(1)}`).join(', ')}`;
}

export async function search(): Promise<BenchRow[]> {
  const [size, sealing] = [MILLION, 'sealed'] as const;
  const folder = copyOf(corpusOf(size, sealing));
  const asked = someQueries(size);
  const ours = await searchByBridge(folder, sealing, asked);
  const plain = await searchByStatement(folder, sealing, asked);
  removeCopy(folder);
  const name = `search, ${size.toLocaleString('en-GB')} entries`;
  const floor = { name: 'the plain FTS5 statement', values: plain };
  const row = benchRow(name, 'ms', ours, floor, slowest(asked, ours));
  const words = asked.flatMap(({ kind, query }, i) =>
    ONE_WORD.test(kind) ? [{ word: query.trim(), ms: ours[i]! }] : [],
  );
  const some = words.slice(0, MOST_WORDS);
  const theirs = await ilike(
    size,
    some.map(({ word }) => word),
  );
  if (!theirs) return [row];
  const here = { name: 'the same words from the bridge', values: some.map(({ ms }) => ms) };
  return [row, benchRow(`ILIKE '%word%' in PostgreSQL, the same entries`, 'ms', theirs, here)];
}
