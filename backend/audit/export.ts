// The audit read out: checked row by row on the way, so that whoever reads it knows whether to believe it.
import type { Queryable, Store } from '../store/db.ts';
import { type AuditRow, faultOf, type Verdict } from './chain.ts';
import { prunedUpTo } from './prune.ts';
import { COLUMNS, sealAudit } from './seal.ts';

/** Raise when a reader of the older format would take it wrongly. */
export const AUDIT_FORMAT = 1;
const AT_ONCE = 5_000;

export type Exported = { readonly rows: number; readonly fault: Verdict };

export const auditAfter = (db: Queryable, seq: number, limit = AT_ONCE): Promise<AuditRow[]> =>
  db.query<AuditRow>(`SELECT seq, ${COLUMNS}, prev, hash FROM audit WHERE seq > $1 ORDER BY seq LIMIT $2`, [
    seq,
    limit,
  ]);

type Before = Pick<AuditRow, 'seq' | 'hash'> | null;

/** The row that the one after `seq` follows on. What the policy took away is vouched for by the row that says so. */
async function rowBefore(db: Queryable, first: AuditRow): Promise<Before | Verdict> {
  if (first.seq === 1) return null;
  const [before] = await db.query<{ seq: number; hash: string }>(`SELECT seq, hash FROM audit WHERE seq = $1`, [
    first.seq - 1,
  ]);
  if (before) return before;
  const [pruned] = await db.query<{ hash: string }>(
    `SELECT about AS hash FROM audit WHERE kind = 'audit.pruned' AND what = $1 ORDER BY seq DESC LIMIT 1`,
    [prunedUpTo(first.seq - 1)],
  );
  if (pruned) return { seq: first.seq - 1, hash: pruned.hash };
  return { seq: first.seq, why: 'what stood before it is gone, and no policy took it' };
}

/** Rows after `after`, in order, of one moment. Says the first row that is not as it was written. */
export async function readAudit(store: Store, after: number, take: (row: AuditRow) => void): Promise<Exported> {
  await sealAudit(store);
  return store.transaction(async tx => {
    await tx.exec('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ');
    let rows = 0;
    let fault: Verdict = null;
    let before: Before = null;
    for (let page = await auditAfter(tx, after); page.length > 0; page = await auditAfter(tx, page.at(-1)!.seq)) {
      if (rows === 0) {
        const found = await rowBefore(tx, page[0]!);
        if (found && 'why' in found) fault = found;
        else before = found;
      }
      for (const row of page) {
        fault ??= faultOf(row, before);
        before = row;
        take(row);
      }
      rows += page.length;
    }
    return { rows, fault };
  });
}
