// The sets that were brought, and the archives of which one can be.
import { REVIEW_LIMITS, type ReviewImport, type ReviewSet, type ReviewWhat } from '../../../shared/contract/review.ts';
import type { Channel } from '../../../shared/domain/primitives.ts';
import type { Queryable } from '../../store/db.ts';
import { REVIEW_PREFIX } from '../review-why.ts';

type SetRow = { id: string; what: ReviewWhat; name: string | null; made_at: number; until: number; ids: string[] };

/** What the agent has brought, the newest first. */
export async function setsOf(db: Queryable, agentId: string, now: number): Promise<ReviewSet[]> {
  const rows = await db.query<SetRow>(
    `SELECT id, what, name, made_at, until, (
       SELECT coalesce(json_agg(customer_id ORDER BY customer_id), '[]') FROM customer_grant g
       WHERE g.agent_id = $1 AND g.why = '${REVIEW_PREFIX}' || s.id AND g.until > $2::bigint) AS ids
     FROM review_set s WHERE agent_id = $1 AND until > $2::bigint ORDER BY made_at DESC, id`,
    [agentId, now],
  );
  return rows
    .filter(({ ids }) => ids.length > 0)
    .map(({ made_at: madeAt, ids, ...set }) => ({ ...set, madeAt, customerIds: ids }));
}

/** Sets whose time is over, and rights that nobody needs to count any more. Returns how many rows went. */
export async function pruneSets(db: Queryable, now: number): Promise<number> {
  const rows = await db.query<{ id: string }>(`DELETE FROM review_set WHERE until < $1::bigint RETURNING id`, [now]);
  const rights = await db.query<{ one: number }>(
    `DELETE FROM customer_grant WHERE why LIKE '${REVIEW_PREFIX}%' AND until < $1::bigint RETURNING 1 AS one`,
    [now],
  );
  return rows.length + rights.length;
}

/** Archives that hold somebody whom the agent may see, the newest first. */
export async function importsFor(db: Queryable, reviewable: ReadonlySet<Channel>): Promise<ReviewImport[]> {
  const rows = await db.query<{ id: string; name: string; at: number; customers: number }>(
    `SELECT r.id, r.name, r.last_at AS at, (
       SELECT count(*)::int FROM import_customer m JOIN customer c ON c.id = m.customer_id
       WHERE m.import_id = r.id AND c.erased_at IS NULL AND c.joined_into IS NULL
         AND EXISTS (SELECT FROM interaction i WHERE i.customer_id = m.customer_id AND i.channel = ANY($1))) AS customers
     FROM import_run r ORDER BY r.last_at DESC, r.id LIMIT ${REVIEW_LIMITS.imports}`,
    [[...reviewable]],
  );
  return rows.filter(({ customers }) => customers > 0);
}
