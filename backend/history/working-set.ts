import { grantCustomer } from '../feed/log.ts';
import { INTAKE_TURN } from '../records/turns.ts';
import type { Db, Queryable, Tx } from '../store/db.ts';
import { nextTurn } from '../store/next-turn.ts';
import { reviewRights, scopeOfAgent } from './review.ts';
import { REVIEW_PREFIX } from './review-why.ts';
import { type Scope, WORKING_SET } from './rights.ts';

const DAY_MS = 86_400_000;
/** Customers granted in one transaction, so that an offer never waits for the whole set. */
const STEP = 20;

/**
 * Customers of the scope who are not granted to this agent yet, the least recent first: the newest grant is the newest. Of
 * who was erased nothing is left to see but open work.
 */
async function missingFrom(tx: Tx, agentId: string, scope: Scope, now: number): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `SELECT scope.id FROM (
       (SELECT customer_id AS id, max(last_at) AS last_at FROM "case" c
        WHERE last_at > $2 AND EXISTS (SELECT FROM interaction i WHERE i.case_id = c.id AND i.channel = ANY($4))
          AND NOT EXISTS (SELECT FROM customer u WHERE u.id = c.customer_id AND u.erased_at IS NOT NULL)
        GROUP BY customer_id ORDER BY max(last_at) DESC LIMIT $3)
       UNION ALL
       SELECT customer_id AS id, max(entered_at) AS last_at FROM work_item
       WHERE state IN ('waiting', 'offered', 'held') AND queue_id = ANY($5) GROUP BY customer_id
     ) scope
     WHERE NOT EXISTS (SELECT FROM feed_grant g WHERE g.agent_id = $1 AND g.customer_id = scope.id)
     GROUP BY scope.id ORDER BY max(scope.last_at)`,
    [agentId, now - WORKING_SET.days * DAY_MS, WORKING_SET.customers, [...scope.channels], [...scope.queueIds]],
  );
  return rows.map(({ id }) => id);
}

/** Whom the agent asked for, for a review, and is not granted yet. */
async function missingAsked(db: Queryable, agentId: string, now: number): Promise<string[]> {
  const rows = await db.query<{ id: string }>(
    `SELECT customer_id AS id FROM customer_grant WHERE agent_id = $1 AND why LIKE '${REVIEW_PREFIX}%' AND until > $2::bigint
     EXCEPT SELECT customer_id FROM feed_grant WHERE agent_id = $1 ORDER BY id`,
    [agentId, now],
  );
  return rows.map(({ id }) => id);
}

/**
 * Of these, whom the agent has asked for and may see. What was given is looked up by the customer: without statistics the
 * embedded engine would go through all that the agent was ever given, for each of them.
 */
async function mayHave(db: Queryable, agentId: string, scope: Scope, now: number, ids: readonly string[]) {
  const rows = await db.query<{ id: string }>(
    `SELECT u.id FROM customer u WHERE u.id = ANY($3::text[]) AND u.erased_at IS NULL AND u.joined_into IS NULL
       AND EXISTS (SELECT FROM interaction i WHERE i.customer_id = u.id AND i.channel = ANY($4::text[]))
       AND (SELECT max(a.until) FROM customer_grant a WHERE a.agent_id || '' = $1 AND a.customer_id = u.id
         AND a.why LIKE '${REVIEW_PREFIX}%') > $2::bigint
     ORDER BY u.id`,
    [agentId, now, [...ids], [...scope.reviewable]],
  );
  return rows.map(({ id }) => id);
}

/** Grants those of `ids` whom the agent asked for, as `grantScope` does the others. */
async function grantAsked(tx: Tx, agentId: string, now: number, ids: readonly string[]): Promise<number> {
  const scope = await scopeOfAgent(tx, agentId);
  if (!scope || ids.length === 0) return 0;
  const these = await mayHave(tx, agentId, scope, now, ids);
  for (const customerId of these) await grantCustomer(tx, [agentId], customerId);
  return these.length;
}

/**
 * Grants what is missing of the scope, in this transaction: at most `most` customers; where it is null all, and whom the agent
 * asked for. In INTAKE_TURN, so that nobody is granted what has just been taken from them. Returns how many.
 */
export async function grantScope(tx: Tx, agentId: string, now: number, most: number | null): Promise<number> {
  const scope = await scopeOfAgent(tx, agentId);
  if (!scope) return 0;
  const missing = await missingFrom(tx, agentId, scope, now);
  const these = most === null ? missing : missing.slice(0, most);
  for (const customerId of these) await grantCustomer(tx, [agentId], customerId);
  if (most !== null) return these.length;
  return these.length + (await grantAsked(tx, agentId, now, await missingAsked(tx, agentId, now)));
}

/**
 * Takes back what an agent may not see any more and grants them their working set, in steps, with the others served in
 * between. Idempotent: ended after any of them (`isOver`), or by a crash, the next one goes on where it was. Returns how many
 * changed.
 */
export async function refreshWorkingSet(
  db: Db,
  agentId: string,
  now: number,
  isOver: () => boolean = () => false,
): Promise<number> {
  const inTurn: InTurn = async run => {
    if (isOver()) return 0;
    const some = await db.transaction(async tx => {
      await tx.query(INTAKE_TURN);
      return run(tx);
    });
    await nextTurn();
    return some;
  };
  let changed = await inTurn(tx => reviewRights(tx, agentId, now));
  for (let some = STEP; some === STEP; changed += some) some = await inTurn(tx => grantScope(tx, agentId, now, STEP));
  return changed + (await grantAllAsked(db, agentId, now, inTurn));
}

/** One step, unless all is over. */
type InTurn = (run: (tx: Tx) => Promise<number>) => Promise<number>;

/** There may be thousands, so that they are looked up once; what is so by then is looked at again with each step. */
async function grantAllAsked(db: Db, agentId: string, now: number, inTurn: InTurn): Promise<number> {
  const all = await missingAsked(db, agentId, now);
  let changed = 0;
  for (let from = 0; from < all.length; from += STEP)
    changed += await inTurn(tx => grantAsked(tx, agentId, now, all.slice(from, from + STEP)));
  return changed;
}
