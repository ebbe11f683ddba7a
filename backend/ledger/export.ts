// The ledger as a file that anybody can check: NDJSON, described in docs/ledger.md.
import type { Queryable, Store } from '../store/db.ts';

/** Raise when a reader of the older format would judge wrongly. */
const FORMAT = 1;
const AT_ONCE = 5_000;

export type LedgerRow = {
  /** Place in the log's numbers. */
  readonly seq: number;
  readonly tx: string;
  readonly item: string;
  readonly step: number;
  readonly kind: 'item' | 'offer' | 'act';
  readonly before: object | null;
  readonly after: object | null;
  readonly offer: object | null;
  readonly agent: string | null;
  /** Of whom it is offered or given to; null: it is not, or nobody wrote it down then. */
  readonly skills: object | null;
  readonly command: string | null;
  readonly why: string;
  readonly at: number;
  readonly node: string;
};

/** Rows after `seq`, in order, at most `limit`. */
export function ledgerAfter(db: Queryable, seq: number, limit = AT_ONCE): Promise<LedgerRow[]> {
  return db.query<LedgerRow>(
    `SELECT seq, tx::text AS tx, work_item_id AS item, step, kind, before, after, offer, agent_id AS agent,
       skills, command_id AS command, why, at, node
     FROM ledger WHERE seq > $1 ORDER BY seq LIMIT $2`,
    [seq, limit],
  );
}

/**
 * Header, rows, end, a line each. Of one moment: what depends on a row that is not there yet is not there either, because
 * a work item's rows are written under its lock.
 */
export async function exportLedger(store: Store, now: number, write: (line: string) => void): Promise<number> {
  return store.transaction(async tx => {
    await tx.exec('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ');
    const [log] = await tx.query<{ incarnation: string }>('SELECT incarnation FROM feed_identity');
    write(JSON.stringify({ ledger: FORMAT, incarnation: log?.incarnation ?? null, exportedAt: now }));
    let rows = 0;
    for (let page = await ledgerAfter(tx, 0); page.length > 0; page = await ledgerAfter(tx, page.at(-1)!.seq)) {
      for (const row of page) write(JSON.stringify(row));
      rows += page.length;
    }
    write(JSON.stringify({ end: true, rows }));
    return rows;
  });
}
