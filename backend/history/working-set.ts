import { grantCustomer } from '../feed/log.ts';
import { INTAKE_TURN } from '../records/turns.ts';
import type { Db, Tx } from '../store/db.ts';
import { reviewRights, scopeOfAgent } from './review.ts';
import { REVIEW_PREFIX } from './review-why.ts';
import { type Scope, WORKING_SET } from './rights.ts';

const DAY_MS = 86_400_000;
/** Customers granted in one transaction, so that an offer never waits for the whole set. */
const STEP = 20;

/**
 * Customers of the scope, and those whom the agent asked for, who are not granted to them yet, the least recent first: the
 * newest grant is the newest. Of who was erased nothing is left to see but open work.
 */
async function missingFrom(
  tx: Tx,
  agentId: string,
  { scope, now, most }: { scope: Scope; now: number; most: number | null },
): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `SELECT scope.id FROM (
       (SELECT customer_id AS id, max(last_at) AS last_at FROM "case" c
        WHERE last_at > $2 AND EXISTS (SELECT FROM interaction i WHERE i.case_id = c.id AND i.channel = ANY($4))
          AND NOT EXISTS (SELECT FROM customer u WHERE u.id = c.customer_id AND u.erased_at IS NOT NULL)
        GROUP BY customer_id ORDER BY max(last_at) DESC LIMIT $3)
       UNION ALL
       SELECT customer_id AS id, max(entered_at) AS last_at FROM work_item
       WHERE state IN ('waiting', 'offered', 'held') AND queue_id = ANY($5) GROUP BY customer_id
       UNION ALL
       (SELECT DISTINCT customer_id AS id, 0::bigint FROM customer_grant a
        WHERE agent_id = $1 AND why LIKE '${REVIEW_PREFIX}%' AND until > $6
          AND NOT EXISTS (SELECT FROM feed_grant g WHERE g.agent_id = $1 AND g.customer_id = a.customer_id)
          AND EXISTS (SELECT FROM interaction i WHERE i.customer_id = a.customer_id AND i.channel = ANY($7))
          AND EXISTS (SELECT FROM customer u
            WHERE u.id = a.customer_id AND u.erased_at IS NULL AND u.joined_into IS NULL) LIMIT $8)
     ) scope
     WHERE NOT EXISTS (SELECT FROM feed_grant g WHERE g.agent_id = $1 AND g.customer_id = scope.id)
     GROUP BY scope.id ORDER BY max(scope.last_at)`,
    [
      agentId,
      now - WORKING_SET.days * DAY_MS,
      WORKING_SET.customers,
      [...scope.channels],
      [...scope.queueIds],
      now,
      [...scope.reviewable],
      most,
    ],
  );
  return rows.map(({ id }) => id);
}

/**
 * Grants what is missing of the scope, in this transaction: at most `most` customers, all where it is null. In
 * INTAKE_TURN, so that nobody is granted what has just been taken from them. Returns how many.
 */
export async function grantScope(tx: Tx, agentId: string, now: number, most: number | null): Promise<number> {
  const scope = await scopeOfAgent(tx, agentId);
  if (!scope) return 0;
  const missing = await missingFrom(tx, agentId, { scope, now, most });
  const these = most === null ? missing : missing.slice(0, most);
  for (const customerId of these) await grantCustomer(tx, [agentId], customerId);
  return these.length;
}

/** Takes back what an agent may not see any more and grants them their working set. Idempotent. Returns how many changed. */
export async function refreshWorkingSet(db: Db, agentId: string, now: number): Promise<number> {
  const inTurn = (run: (tx: Tx) => Promise<number>) =>
    db.transaction(async tx => {
      await tx.query(INTAKE_TURN);
      return run(tx);
    });
  let changed = await inTurn(tx => reviewRights(tx, agentId, now));
  for (let some = STEP; some === STEP; changed += some) some = await inTurn(tx => grantScope(tx, agentId, now, STEP));
  return changed;
}
