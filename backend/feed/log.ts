import type { FeedEvent } from '../../shared/contract/wire.ts';
import { Fault } from '../../shared/lib/fault.ts';
import type { Statement, Tx } from '../store/db.ts';
import { textArray } from '../store/text-array.ts';

/**
 * Who receives an event. `customer` reaches every desk that was granted that customer; `agent` one agent; `team`
 * everybody signed in; `leads` team leads.
 */
export type Audience =
  { readonly customer: string } | { readonly agent: string } | { readonly team: true } | { readonly leads: true };

export type LogRecord = { readonly to: Audience; readonly event: FeedEvent };

/** UTF-8 bytes of one event's JSON. Leaves room in a page, whose limit is LIMITS.messageBytes, for its neighbours. */
export const MAX_EVENT_BYTES = 4_000_000;

function addressOf(to: Audience): readonly [kind: string, id: string] {
  if ('customer' in to) return ['customer', to.customer];
  if ('agent' in to) return ['agent', to.agent];
  return ['team' in to ? 'team' : 'leads', ''];
}

/**
 * Appends in the transaction that makes the change, so the log never tells what did not happen. Order is the order given.
 * @throws Fault('too-large') when one event's JSON is over MAX_EVENT_BYTES
 */
export async function append(tx: Tx, records: readonly LogRecord[]): Promise<void> {
  if (records.length === 0) return;
  const { text, params } = appending(records);
  await tx.query(text, params);
}

/** The statement of `append`, of at least one record. */
export function appending(records: readonly LogRecord[]): Statement {
  const audiences = records.map(({ to }) => addressOf(to));
  const bodies = records.map(({ event }) => JSON.stringify(event));
  const sizes = bodies.map(body => Buffer.byteLength(body));
  const largest = Math.max(...sizes);
  if (largest > MAX_EVENT_BYTES) throw new Fault('too-large', `an event of ${largest} bytes does not fit the feed`);
  return {
    text: `INSERT INTO feed_log (audience, audience_id, kind, body, bytes)
     SELECT audience, audience_id, kind, body::json, bytes
     FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::integer[])
       WITH ORDINALITY AS record (audience, audience_id, kind, body, bytes, place)
     ORDER BY place`,
    params: [
      textArray(audiences.map(([kind]) => kind)),
      textArray(audiences.map(([, id]) => id)),
      textArray(records.map(({ event }) => event.kind)),
      textArray(bodies),
      sizes,
    ],
  };
}

/**
 * Lets these agents see this customer from now on; idempotent. Their desks get the grant, history included, in feed
 * order: the log holds a marker only, which is expanded when it is delivered.
 */
export async function grantCustomer(tx: Tx, agentIds: readonly string[], customerId: string): Promise<void> {
  if (agentIds.length === 0) return;
  const { text, params } = granting(agentIds, customerId);
  await tx.query(text, params);
}

/** The statement of `grantCustomer`, of at least one agent. */
export function granting(agentIds: readonly string[], customerId: string): Statement {
  const marker = JSON.stringify({ customerId });
  return {
    text: `WITH fresh AS (
       SELECT DISTINCT agent_id FROM unnest($1::text[]) AS given (agent_id)
       WHERE NOT EXISTS (
         SELECT FROM feed_grant WHERE feed_grant.agent_id = given.agent_id AND customer_id = $2)
     ), logged AS (
       INSERT INTO feed_log (audience, audience_id, kind, body, bytes)
       SELECT 'agent', agent_id, 'customer.granted', $3::json, $4::integer FROM fresh ORDER BY agent_id
       RETURNING audience_id, xid, seq
     )
     INSERT INTO feed_grant (agent_id, customer_id, xid, seq)
     SELECT audience_id, $2, xid, seq FROM logged ORDER BY audience_id
     ON CONFLICT (agent_id, customer_id) DO NOTHING`,
    params: [[...agentIds], customerId, marker, Buffer.byteLength(marker)],
  };
}

/**
 * Takes customers back from an agent, whose desk forgets them; those not granted are left out. A desk that is behind must
 * not get the grant on its way to the taking back, so the grant's row is addressed to nobody from now on. It stays where
 * it is, because a cursor may name it.
 */
export async function revokeCustomers(tx: Tx, agentId: string, customerIds: readonly string[]): Promise<void> {
  if (customerIds.length === 0) return;
  await tx.query(
    `WITH gone AS (
       DELETE FROM feed_grant WHERE agent_id = $1 AND customer_id = ANY($2::text[]) RETURNING customer_id, xid, seq
     ), hidden AS (
       UPDATE feed_log SET audience = 'nobody', audience_id = '' FROM gone
       WHERE feed_log.xid = gone.xid AND feed_log.seq = gone.seq AND feed_log.kind = 'customer.granted'
     ), told AS (
       SELECT customer_id, json_build_object('kind', 'customer.revoked', 'customerId', customer_id) AS body FROM gone
     )
     INSERT INTO feed_log (audience, audience_id, kind, body, bytes)
     SELECT 'agent', $1, 'customer.revoked', body, octet_length(body::text) FROM told ORDER BY customer_id`,
    [agentId, [...customerIds]],
  );
}
