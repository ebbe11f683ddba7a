import { grantCustomer } from '../feed/log.ts';
import { INTAKE_TURN } from '../records/turns.ts';
import type { Db, Queryable, Tx } from '../store/db.ts';
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

/** Whom the agent asked for, for a review, and is not granted yet, of `among`; null: of all. */
async function missingAsked(
  db: Queryable,
  agentId: string,
  { scope, now, among }: { scope: Scope; now: number; among: readonly string[] | null },
): Promise<string[]> {
  const missing = await db.query<{ id: string }>(
    `SELECT customer_id AS id FROM customer_grant WHERE agent_id = $1 AND why LIKE '${REVIEW_PREFIX}%'
       AND until > $2::bigint AND ($3::text[] IS NULL OR customer_id = ANY($3::text[]))
     EXCEPT SELECT customer_id FROM feed_grant WHERE agent_id = $1`,
    [agentId, now, among && [...among]],
  );
  if (missing.length === 0) return [];
  const rows = await db.query<{ id: string }>(
    `SELECT u.id FROM customer u WHERE u.id = ANY($1) AND u.erased_at IS NULL AND u.joined_into IS NULL
       AND EXISTS (SELECT FROM interaction i WHERE i.customer_id = u.id AND i.channel = ANY($2)) ORDER BY u.id`,
    [missing.map(({ id }) => id), [...scope.reviewable]],
  );
  return rows.map(({ id }) => id);
}

/** Grants those of whom the agent asked for, as `grantScope` does the others. */
async function grantAsked(tx: Tx, agentId: string, now: number, among: readonly string[] | null): Promise<number> {
  const scope = await scopeOfAgent(tx, agentId);
  if (!scope) return 0;
  const these = await missingAsked(tx, agentId, { scope, now, among });
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
  return these.length + (most === null ? await grantAsked(tx, agentId, now, null) : 0);
}

/** Takes back what an agent may not see any more and grants them their working set. Idempotent. Returns how many changed. */
export async function refreshWorkingSet(db: Db, agentId: string, now: number): Promise<number> {
  const inTurn: InTurn = run =>
    db.transaction(async tx => {
      await tx.query(INTAKE_TURN);
      return run(tx);
    });
  let changed = await inTurn(tx => reviewRights(tx, agentId, now));
  for (let some = STEP; some === STEP; changed += some) some = await inTurn(tx => grantScope(tx, agentId, now, STEP));
  return changed + (await grantAllAsked(db, agentId, now, inTurn));
}

type InTurn = (run: (tx: Tx) => Promise<number>) => Promise<number>;

/** There may be thousands, so that they are looked up once; what is so by then is looked at again with each step. */
async function grantAllAsked(db: Db, agentId: string, now: number, inTurn: InTurn): Promise<number> {
  const scope = await scopeOfAgent(db, agentId);
  if (!scope) return 0;
  const all = await missingAsked(db, agentId, { scope, now, among: null });
  let changed = 0;
  for (let from = 0; from < all.length; from += STEP)
    changed += await inTurn(tx => grantAsked(tx, agentId, now, all.slice(from, from + STEP)));
  return changed;
}
