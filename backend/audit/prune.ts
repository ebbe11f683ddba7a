import type { Db } from '../store/db.ts';
import { writeNotes } from './note.ts';
import { AUDIT_TURN, sealSome } from './seal.ts';

/** What a `pruned` row says of the last row that went, so that the chain can be told to begin there. */
export const prunedUpTo = (seq: number): string => `up to ${seq}`;

/**
 * The one way for rows to leave the audit: the oldest first, those of before `before` (the database's clock, milliseconds
 * since 1970), and a row that says so stays. Returns how many went.
 */
export async function pruneAudit(db: Pick<Db, 'transaction'>, before: number): Promise<number> {
  return db.transaction(async tx => {
    await tx.query(AUDIT_TURN);
    await sealSome(tx);
    const [last] = await tx.query<{ seq: number; hash: string }>(
      `SELECT seq, hash FROM audit WHERE seq < (SELECT coalesce(min(seq), (SELECT max(seq) FROM audit)) FROM audit
         WHERE until >= $1::bigint) ORDER BY seq DESC LIMIT 1`,
      [before],
    );
    if (!last) return 0;
    await tx.query(`SELECT set_config('foreword.audit', 'by policy', true)`);
    const gone = await tx.query(`DELETE FROM audit WHERE seq <= $1 RETURNING seq`, [last.seq]);
    await tx.query(`SELECT set_config('foreword.audit', '', true)`);
    const note = { kind: 'audit.pruned', what: prunedUpTo(last.seq), about: last.hash, outcome: 'done' } as const;
    await writeNotes(tx, [{ note, count: gone.length, sinceMs: 0, untilMs: 0 }]);
    await sealSome(tx);
    return gone.length;
  });
}
