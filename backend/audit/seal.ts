// Takes what was noted into the audit, in order, one node at a time.
import type { Db, Queryable, Tx } from '../store/db.ts';
import { type AuditRow, sealed, type Unsealed } from './chain.ts';

/** Held to the end of the sealing transaction, which takes no other lock. */
export const AUDIT_TURN = `SELECT pg_advisory_xact_lock(4820003)`;
const AT_ONCE = 500;

export const COLUMNS = `at, until, count, kind, agent_id AS agent, session_id AS session, remote, what, about,
  about_agent AS "aboutAgent", outcome, node`;

/** The newest row; null: there is none yet. The last row never goes, so the chain always has its end. */
export async function newestRow(db: Queryable): Promise<Pick<AuditRow, 'seq' | 'hash'> | null> {
  const [row] = await db.query<Pick<AuditRow, 'seq' | 'hash'>>(`SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1`);
  return row ?? null;
}

/** What is noted and committed stands in the audit afterwards. Returns how many rows. */
export async function sealAudit(db: Pick<Db, 'transaction'>): Promise<number> {
  let rows = 0;
  for (let some = AT_ONCE; some === AT_ONCE; rows += some)
    some = await db.transaction(async tx => {
      await tx.query(AUDIT_TURN);
      return sealSome(tx);
    });
  return rows;
}

export async function sealSome(tx: Tx): Promise<number> {
  const notes = await tx.query<Unsealed & { id: number }>(
    `SELECT id, ${COLUMNS} FROM audit_note ORDER BY id LIMIT ${AT_ONCE}`,
  );
  if (notes.length === 0) return 0;
  let last = await newestRow(tx);
  const rows = notes.map(({ id: _id, ...note }) => {
    const row = sealed(note, last);
    last = row;
    return row;
  });
  await tx.query(
    `INSERT INTO audit (seq, at, until, count, kind, agent_id, session_id, remote, what, about, about_agent, outcome,
       node, prev, hash)
     SELECT seq, at, until, count, kind, agent, session, remote, what, about, "aboutAgent", outcome, node, prev, hash
     FROM json_to_recordset($1::json) AS given (seq bigint, at bigint, until bigint, count integer, kind text,
       agent text, session text, remote text, what text, about text, "aboutAgent" text, outcome text, node text,
       prev text, hash text)`,
    [JSON.stringify(rows)],
  );
  await tx.query(`DELETE FROM audit_note WHERE id = ANY($1::bigint[])`, [notes.map(({ id }) => id)]);
  return notes.length;
}
