// Who opened whose history without having work with them: for the audit.
import type { Queryable } from '../store/db.ts';
import { REVIEW_PREFIX } from './review-why.ts';

/**
 * Why an agent may see a customer beside work: it was done not long ago, they were named or passed something, they asked for
 * the customer, or recent.
 */
export type BeyondWork = 'work done' | 'given' | 'review' | 'recent';

type Row = { work: boolean; done: boolean; given: boolean; review: boolean };

/**
 * Null: there is open work of theirs in a queue that the agent serves, or work that the agent holds or takes part in.
 * Asked for one who was granted the customer.
 */
export async function beyondWork(db: Queryable, agentId: string, customerId: string): Promise<BeyondWork | null> {
  const [row] = await db.query<Row>(
    `SELECT EXISTS (SELECT FROM work_item w, agent a WHERE a.id = $1 AND w.customer_id = $2
         AND w.state IN ('waiting', 'offered', 'held') AND (w.holder_id = $1
           OR jsonb_exists((a.json->'queueIds')::jsonb, w.queue_id)
           OR (w.json->'participants')::jsonb @> jsonb_build_array(jsonb_build_object('agentId', $1::text)))) AS work,
       EXISTS (SELECT FROM work_item w, agent a WHERE a.id = $1 AND w.customer_id = $2 AND w.state = 'finished'
         AND (w.holder_id = $1 OR jsonb_exists((a.json->'queueIds')::jsonb, w.queue_id))) AS done,
       EXISTS (SELECT FROM customer_grant WHERE agent_id = $1 AND customer_id = $2
         AND why NOT LIKE '${REVIEW_PREFIX}%') AS given,
       EXISTS (SELECT FROM customer_grant WHERE agent_id = $1 AND customer_id = $2
         AND why LIKE '${REVIEW_PREFIX}%') AS review`,
    [agentId, customerId],
  );
  if (!row || row.work) return null;
  if (row.done) return 'work done';
  if (row.given) return 'given';
  return row.review ? 'review' : 'recent';
}
