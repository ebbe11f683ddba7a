import type { Database } from 'better-sqlite3';
import type { Completeness, Place } from '../../../shared/contract/bridge.ts';
import { type EntriesTable, NEWEST, OLDEST } from './entries.ts';
import type { FeedStateTable } from './feed-state.ts';
import { NO_FILTER } from './filter.ts';
import type { Lost, setAsideTable } from './set-aside.ts';

/**
 * What the backend last said: `older` entries stand before `reached`, the oldest one it has given. Null: it gave none.
 * `nextAt`: none of those that are missing is newer than this, by the backend's time; left out: not known.
 */
export type Reach = { reached: Place | null; older: number; nextAt?: number };
type Row = { reached_at: number | null; reached_id: string | null; older: number; next_at: number | null };

export function completenessTable(db: Database) {
  const byCustomer = db.prepare<[string], Row>(
    'SELECT reached_at, reached_id, older, next_at FROM completeness WHERE customer_id = ?',
  );
  const upsert = db.prepare<Row & { customerId: string }>(`
    INSERT INTO completeness (customer_id, reached_at, reached_id, older, next_at)
    VALUES (@customerId, @reached_at, @reached_id, @older, @next_at)
    ON CONFLICT (customer_id) DO UPDATE SET
      reached_at = excluded.reached_at, reached_id = excluded.reached_id, older = excluded.older,
      next_at = excluded.next_at`);
  const after = db.prepare<[string, number], Row & { customerId: string }>(`
    SELECT customer_id AS customerId, reached_at, reached_id, older, next_at FROM completeness
    WHERE customer_id > ? ORDER BY customer_id LIMIT ?`);
  const incomplete = db
    .prepare<[], number>(
      `SELECT count(*) FROM customers LEFT JOIN completeness ON customer_id = id
       WHERE older IS NULL OR older > 0 OR EXISTS (SELECT 1 FROM set_aside WHERE set_aside.customer_id = id)`,
    )
    .pluck();
  const removeOf = db.prepare<[string]>('DELETE FROM completeness WHERE customer_id = ?');
  const clear = db.prepare('DELETE FROM completeness');

  return {
    get(customerId: string): Reach | null {
      const row = byCustomer.get(customerId);
      return row ? reachOf(row) : null;
    },
    put(customerId: string, { reached, older, nextAt }: Reach): void {
      const place = { reached_at: reached?.at ?? null, reached_id: reached?.id ?? null };
      upsert.run({ customerId, ...place, older, next_at: nextAt ?? null });
    },
    /** Those after `customerId`, by id, at most `limit`: read a part at a time, because nobody may wait for it. */
    after: (customerId: string, limit: number): (Reach & { customerId: string })[] =>
      after.all(customerId, limit).map(row => ({ customerId: row.customerId, ...reachOf(row) })),
    /** Customers with older entries that are not here, or of whom it is not known. */
    incompleteCustomers: (): number => incomplete.get()!,
    removeOf(customerId: string): void {
      removeOf.run(customerId);
    },
    clear(): void {
      clear.run();
    },
  };
}

function reachOf({ reached_at: at, reached_id: id, older, next_at: nextAt }: Row): Reach {
  const reached = at === null || id === null ? null : { at, id };
  return nextAt === null ? { reached, older } : { reached, older, nextAt };
}

type CompletenessTable = ReturnType<typeof completenessTable>;

type Tables = {
  entries: EntriesTable;
  completeness: CompletenessTable;
  setAside: ReturnType<typeof setAsideTable>;
};

/** The mark, derived from what is stored at this moment. It may say less than is so, never more. */
export function completenessOf(tables: Tables, customerId: string, completeTo: number | null): Completeness {
  const have = tables.entries.tallies.total(customerId);
  const reach = tables.completeness.get(customerId);
  const lost = tables.setAside.lostOf(customerId);
  const to = completeTo;
  if (!reach) return { have, older: null, from: null, to };
  const start = wholeFrom(reach, lost);
  const [first] = tables.entries.after(customerId, NO_FILTER, start, 1);
  return { have, older: reach.older + lost.count, from: first?.at ?? null, to };
}

/** The same of what the cache knows of the log now. */
export const completenessNow = (tables: Tables & { feedState: FeedStateTable }, customerId: string): Completeness =>
  completenessOf(tables, customerId, tables.feedState.read().completeTo);

/**
 * The place after which nothing is missing. Older entries, and one that could not be read, may share the millisecond of
 * the place that is known; so the mark begins after it.
 */
function wholeFrom({ reached, older }: Reach, lost: Lost): Place {
  if (lost.unplaced > 0 || (older > 0 && !reached)) return NEWEST;
  const edges = [older > 0 && reached ? reached.at : null, lost.newestAt].filter(at => at !== null);
  return edges.length === 0 ? OLDEST : { at: Math.max(...edges) + 1, id: '' };
}
