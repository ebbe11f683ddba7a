// Who is in a set, of those whom the reviewer may see, and how much of each.
import { REVIEW_LIMITS, type ReviewWhat } from '../../../shared/contract/review.ts';
import type { Queryable } from '../../store/db.ts';
import { nextTurn } from '../../store/next-turn.ts';
import { REVIEW_PREFIX } from '../review-why.ts';
import type { Reviewer } from '../reviewer.ts';

/** Customers in one statement, looked at and counted: the embedded engine does one thing at a time, in everybody's thread. */
const LOOKED_AT = 500;
const COUNTED = 100;

type Members = { readonly sql: string; readonly params: readonly unknown[] };
const lastOf = (id: string): string => `(SELECT max(last_at) FROM "case" k WHERE k.customer_id = ${id})`;

/** Customers of a set, and when each was heard of last. */
function membersOf(what: ReviewWhat): Members {
  switch (what.kind) {
    case 'customers':
      return {
        sql: `SELECT id, ${lastOf('id')} AS last_at FROM (SELECT DISTINCT unnest($1::text[]) AS id) given`,
        params: [what.customerIds],
      };
    case 'import':
      return {
        sql: `SELECT customer_id AS id, ${lastOf('customer_id')} AS last_at FROM import_customer WHERE import_id = $1`,
        params: [what.importId],
      };
    case 'period':
      return {
        sql: `SELECT customer_id AS id, max(last_at) AS last_at FROM "case"
          WHERE last_at >= $1::bigint AND opened_at < $2::bigint GROUP BY customer_id`,
        params: [what.from, what.to],
      };
    case 'queue':
      return {
        sql: `SELECT customer_id AS id, max(entered_at) AS last_at FROM work_item
          WHERE queue_id = $1 AND entered_at >= $2::bigint AND entered_at < $3::bigint GROUP BY customer_id`,
        params: [what.queueId, what.from, what.to],
      };
  }
}

export type Member = { readonly id: string; readonly isHere: boolean };

/** Of a set those whom the agent may see, who was heard of last first. */
async function seenOf(db: Queryable, reviewer: Reviewer, what: ReviewWhat): Promise<Member[]> {
  const { sql, params } = membersOf(what);
  const members = await db.query<{ id: string }>(
    `SELECT id FROM (${sql}) m ORDER BY last_at DESC NULLS LAST, id`,
    params,
  );
  const seen: Member[] = [];
  for (let from = 0; from < members.length; from += LOOKED_AT) {
    const ids = members.slice(from, from + LOOKED_AT).map(({ id }) => id);
    seen.push(...(await seenAmong(db, reviewer, ids)));
    await nextTurn();
  }
  return seen;
}

/** In the order given. Asked of ids: joined to the set, the embedded engine went through all of it for each customer. */
const seenAmong = (db: Queryable, { agentId, scope }: Reviewer, ids: readonly string[]): Promise<Member[]> =>
  db.query<Member>(
    `SELECT c.id, EXISTS (SELECT FROM feed_grant g WHERE g.agent_id = $2 AND g.customer_id = c.id) AS "isHere"
     FROM unnest($1::text[]) WITH ORDINALITY AS given (id, place) JOIN customer c ON c.id = given.id
     WHERE c.erased_at IS NULL AND c.joined_into IS NULL AND EXISTS (
       SELECT FROM interaction i WHERE i.customer_id = c.id AND i.channel = ANY($3::text[]))
     ORDER BY given.place`,
    [[...ids], agentId, [...scope.reviewable]],
  );

type Size = { id: string; entries: number; from_at: number | null; to_at: number | null };
type Fitting = { readonly members: readonly Member[]; readonly sizes: readonly Size[]; readonly all: number };

/** The first of a set, as many as there is room for: `most` entries, and what an agent may have brought in all. */
export async function fitting(db: Queryable, reviewer: Reviewer, what: ReviewWhat, most: number): Promise<Fitting> {
  const all = await seenOf(db, reviewer, what);
  const room = REVIEW_LIMITS.brought - (await countBrought(db, reviewer.agentId));
  const sizes: Size[] = [];
  let left = most;
  for (let from = 0; from < Math.min(all.length, room) && left >= 0; from += COUNTED) {
    const ids = all.slice(from, Math.min(from + COUNTED, room)).map(({ id }) => id);
    for (const one of await sizesOf(db, ids)) {
      left -= one.entries;
      if (left < 0) break;
      sizes.push(one);
    }
    await nextTurn();
  }
  return { members: all.slice(0, sizes.length), sizes, all: all.length };
}

const sizesOf = (db: Queryable, ids: readonly string[]): Promise<Size[]> =>
  db.query<Size>(
    `SELECT given.id, e.entries, e.from_at, e.to_at FROM unnest($1::text[]) WITH ORDINALITY AS given (id, place),
       LATERAL (SELECT count(*)::int AS entries, min(at) AS from_at, max(at) AS to_at FROM entry
         WHERE customer_id = given.id) e ORDER BY place`,
    [[...ids]],
  );

async function countBrought(db: Queryable, agentId: string): Promise<number> {
  const [row] = await db.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM customer_grant g JOIN review_set s ON s.agent_id = g.agent_id
       AND g.why = '${REVIEW_PREFIX}' || s.id WHERE g.agent_id = $1`,
    [agentId],
  );
  return row?.count ?? 0;
}
