// What leads are told of. Written in the transaction that does it, shown with the board until it is old.
import type { LeadNotice } from '../../shared/domain/work.ts';
import type { Changes } from '../records/changes.ts';
import type { Queryable, Tx } from '../store/db.ts';

const HOUR = 3_600_000;
/** Milliseconds for which the board shows one, and for which it is kept. */
const SHOWN = 12 * HOUR;
const KEPT = 31 * 24 * HOUR;
const MOST = 50;

export async function tellLeads(tx: Tx, changes: Changes, notice: LeadNotice): Promise<void> {
  changes.put('leadNotice', { id: notice.id, at: notice.at, json: notice });
  await tx.query(`DELETE FROM lead_notice WHERE at < $1`, [notice.at - KEPT]);
}

/** Newest first. */
export async function recentNotices(db: Queryable, now: number): Promise<LeadNotice[]> {
  const rows = await db.query<{ json: LeadNotice }>(
    `SELECT json FROM lead_notice WHERE at > $1 ORDER BY at DESC, id DESC LIMIT ${MOST}`,
    [now - SHOWN],
  );
  return rows.map(({ json }) => json);
}
