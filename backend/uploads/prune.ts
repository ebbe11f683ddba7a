import type { Db } from '../store/db.ts';

/** Files in one transaction: each may have many parts. */
const AT_ONCE = 20;

/**
 * Forgets uploads that nobody has asked about since `before` (milliseconds since the epoch), with their contents where no
 * entry has them. A desk that names one later brings it again.
 */
export async function pruneUploads(db: Db, before: number): Promise<number> {
  let gone = 0;
  for (let some = AT_ONCE; some === AT_ONCE; gone += some)
    some = await db.transaction(async tx => {
      const rows = await tx.query<{ attachment_id: string }>(
        `DELETE FROM upload WHERE (agent_id, id) IN (
         SELECT agent_id, id FROM upload WHERE at < $1 ORDER BY at LIMIT $2 FOR UPDATE SKIP LOCKED
       ) RETURNING attachment_id`,
        [before, AT_ONCE],
      );
      const ids = rows.map(row => row.attachment_id);
      const unused = `IN (SELECT id FROM attachment WHERE id = ANY($1::text[]) AND entry_id IS NULL)`;
      await tx.query(`DELETE FROM attachment_part WHERE attachment_id ${unused}`, [ids]);
      await tx.query(`DELETE FROM attachment WHERE id = ANY($1::text[]) AND entry_id IS NULL`, [ids]);
      return rows.length;
    });
  return gone;
}
