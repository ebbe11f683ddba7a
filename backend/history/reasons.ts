// Why an agent was granted each of their customers, as the records say it now.
import type { Channel } from '../../shared/domain/primitives.ts';
import type { Queryable } from '../store/db.ts';
import { isReview, REVIEW_PREFIX } from './review-why.ts';
import { type Reason, WORKING_SET } from './rights.ts';

const KEPT_MS = WORKING_SET.days * 86_400_000;

type Work = { customer_id: string; queue_id: string; open: boolean; held: boolean; finished: number | string | null };
type Spoken = { customer_id: string; channel: Channel; last_at: number | string };
type Given = { customer_id: string; why: string; until: number | string; channels: Channel[] };

/** Of every customer granted to the agent, those without any reason included. */
export async function reasonsOf(db: Queryable, agentId: string, now: number): Promise<Map<string, Reason[]>> {
  const granted = await db.query<{ id: string }>(`SELECT customer_id AS id FROM feed_grant WHERE agent_id = $1`, [
    agentId,
  ]);
  const reasons = new Map<string, Reason[]>(granted.map(({ id }) => [id, []]));
  const add = (customerId: string, reason: Reason) => void reasons.get(customerId)?.push(reason);
  for (const { customer_id, queue_id, open, held, finished } of await workOf(db, agentId)) {
    if (held) add(customer_id, { why: 'held' });
    if (open) add(customer_id, { why: 'queue', queueId: queue_id, until: null });
    else if (finished !== null)
      add(customer_id, { why: 'queue', queueId: queue_id, until: Number(finished) + KEPT_MS });
  }
  for (const { customer_id, channel, last_at } of await spokenOf(db, agentId, now - KEPT_MS))
    add(customer_id, { why: 'recent', channel, until: Number(last_at) + KEPT_MS });
  for (const { customer_id, why, until, channels } of await givenTo(db, agentId)) {
    const ends = Number(until);
    add(customer_id, isReview(why) ? { why: 'reviewed', channels, until: ends } : { why: 'given', until: ends });
  }
  return reasons;
}

const workOf = (db: Queryable, agentId: string): Promise<Work[]> =>
  db.query<Work>(
    `SELECT w.customer_id, w.queue_id, bool_or(w.state IN ('waiting', 'offered', 'held')) AS open,
       bool_or(w.state IN ('waiting', 'offered', 'held') AND (w.state = 'held' AND w.holder_id = $1
         OR (w.json->'participants')::jsonb @> jsonb_build_array(jsonb_build_object('agentId', $1::text)))) AS held, max((w.json->>'finishedAt')::bigint) AS finished
     FROM feed_grant g JOIN work_item w ON w.customer_id = g.customer_id
     WHERE g.agent_id = $1 GROUP BY w.customer_id, w.queue_id`,
    [agentId],
  );

const spokenOf = (db: Queryable, agentId: string, since: number): Promise<Spoken[]> =>
  db.query<Spoken>(
    `SELECT c.customer_id, i.channel, max(c.last_at) AS last_at
     FROM feed_grant g JOIN "case" c ON c.customer_id = g.customer_id JOIN interaction i ON i.case_id = c.id
     WHERE g.agent_id = $1 AND c.last_at > $2 GROUP BY c.customer_id, i.channel`,
    [agentId, since],
  );

const givenTo = (db: Queryable, agentId: string): Promise<Given[]> =>
  db.query<Given>(
    `SELECT customer_id, why, until, CASE WHEN why LIKE '${REVIEW_PREFIX}%' THEN
       (SELECT coalesce(json_agg(DISTINCT i.channel), '[]') FROM interaction i WHERE i.customer_id = g.customer_id)
       ELSE '[]'::json END AS channels
     FROM customer_grant g WHERE agent_id = $1`,
    [agentId],
  );
