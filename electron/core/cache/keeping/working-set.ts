import type { Database } from 'better-sqlite3';
import { BUCKET } from '../tallies.ts';

/** Rows of one step: some tenths of a millisecond. */
const STEP = 100;

type Waiting = { customerId: string; queueId: string; holderId: string | null; state: string; at: number };

/** Who may be needed on this desk, read from what is stored: there is no list of its own that could be wrong. */
export function workingSetOf(db: Database) {
  const unfinished = db.prepare<[], Waiting>(`
    SELECT json ->> 'customerId' AS customerId, json ->> 'queueId' AS queueId, holder_id AS holderId, state,
      json ->> 'enteredAt' AS at
    FROM work_items WHERE state IN ('waiting', 'offered', 'held')`);
  const cases = db.prepare<[string], { id: string; customerId: string; state: string }>(
    `SELECT id, customer_id AS customerId, json ->> 'state' AS state FROM cases WHERE id > ? ORDER BY id LIMIT ${STEP}`,
  );
  const newest = db.prepare<[string], number>('SELECT max(bucket) FROM tallies WHERE customer_id = ?').pluck();
  const count = db
    .prepare<[string], number>('SELECT coalesce(sum(count), 0) FROM tallies WHERE customer_id = ?')
    .pluck();

  return {
    /** Customers who wait in one of these queues, or whose work this agent holds, and since when. */
    waiting(agentId: string, queueIds: readonly string[]): { customerId: string; at: number }[] {
      return unfinished
        .all()
        .filter(({ state, holderId, queueId }) =>
          state === 'held' ? holderId === agentId : queueIds.includes(queueId),
        )
        .map(({ customerId, at }) => ({ customerId, at }));
    },
    /** Customers with an open case, in steps. */
    *withOpenCase(): Generator<void, Set<string>> {
      const open = new Set<string>();
      for (let last = ''; ;) {
        const rows = cases.all(last);
        for (const { customerId, state } of rows) if (state === 'open') open.add(customerId);
        if (rows.length < STEP) return open;
        last = rows.at(-1)!.id;
        yield;
      }
    },
    /** When a customer was last heard of, by the backend's time, to a few days; 0: nothing is here. */
    newestAt: (customerId: string): number => (newest.get(customerId) ?? 0) * BUCKET,
    /** Not the remembered sums: those are of what is on screen. */
    entriesOf: (customerId: string): number => count.get(customerId)!,
  };
}
