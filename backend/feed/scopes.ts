// Which customers an agent may see. Written by `grantCustomer`, read here.
import type { Queryable } from '../store/db.ts';
import type { Rank } from './position.ts';

export async function isGranted(db: Queryable, agentId: string, customerId: string): Promise<boolean> {
  const rows = await db.query('SELECT 1 AS yes FROM feed_grant WHERE agent_id = $1 AND customer_id = $2', [
    agentId,
    customerId,
  ]);
  return rows.length > 0;
}

export type Grant = Rank & { readonly customerId: string };

/** Grants up to `base`, older than `below` (null: from the newest), newest first. */
export async function grantsBelow(
  db: Queryable,
  agentId: string,
  { base, below, limit }: { base: Rank; below: Rank | null; limit: number },
): Promise<Grant[]> {
  const until = below ?? { xid: base.xid, seq: base.seq + 1 };
  return db.query<Grant>(
    `SELECT xid::text AS xid, seq, customer_id AS "customerId" FROM feed_grant
     WHERE agent_id = $1 AND (xid, seq) < ($2::xid8, $3::bigint) ORDER BY feed_grant.xid DESC, seq DESC LIMIT $4`,
    [agentId, until.xid, until.seq, limit],
  );
}

export async function countGrantsBelow(db: Queryable, agentId: string, below: Rank): Promise<number> {
  const [row] = await db.query<{ count: number }>(
    `SELECT count(*) AS count FROM feed_grant WHERE agent_id = $1 AND (xid, seq) < ($2::xid8, $3::bigint)`,
    [agentId, below.xid, below.seq],
  );
  return row?.count ?? 0;
}
