import { grantCustomer } from '../feed/log.ts';
import type { Db } from '../store/db.ts';

/** Customers whose history an agent's desk holds beyond those with work for them: the likeliest to ring again. */
export const WORKING_SET = { customers: 200, days: 60 } as const;
const DAY_MS = 86_400_000;
/** Customers granted in one transaction, so that an offer never waits for the whole set. */
const STEP = 20;

/** Recent customers who are not granted to this agent yet, the least recent first: the newest grant is the newest. */
async function missingFrom(db: Db, agentId: string, now: number): Promise<string[]> {
  const rows = await db.query<{ id: string }>(
    `SELECT recent.id FROM (
       SELECT customer_id AS id, max(last_at) AS last_at FROM "case"
       WHERE last_at > $2 GROUP BY customer_id ORDER BY max(last_at) DESC LIMIT $3
     ) recent
     WHERE NOT EXISTS (SELECT FROM feed_grant g WHERE g.agent_id = $1 AND g.customer_id = recent.id)
     ORDER BY recent.last_at`,
    [agentId, now - WORKING_SET.days * DAY_MS, WORKING_SET.customers],
  );
  return rows.map(({ id }) => id);
}

/** Grants an agent their working set. Idempotent. Returns how many customers were new to them. */
export async function grantWorkingSet(db: Db, agentId: string, now: number): Promise<number> {
  const missing = await missingFrom(db, agentId, now);
  for (let done = 0; done < missing.length; done += STEP)
    await db.transaction(async tx => {
      for (const customerId of missing.slice(done, done + STEP)) await grantCustomer(tx, [agentId], customerId);
    });
  return missing.length;
}
