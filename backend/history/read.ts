// What a desk is given: a customer's grant, older pages, and what it starts from.
import { type CustomerGrant, type FeedEvent, type HistoryPage, LIMITS } from '../../shared/contract/wire.ts';
import type { Case, Interaction } from '../../shared/domain/case.ts';
import type { Customer } from '../../shared/domain/customer.ts';
import type { Entry } from '../../shared/domain/entry.ts';
import type { Introduction } from '../../shared/domain/introduction.ts';
import type { Mention } from '../../shared/domain/mention.ts';
import type { Offer } from '../../shared/domain/offer.ts';
import type { Team } from '../../shared/domain/team.ts';
import type { Queue, WorkItem } from '../../shared/domain/work.ts';
import { read, readPresence } from '../records/read.ts';
import type { Queryable } from '../store/db.ts';

type Place = { readonly at: number; readonly id: string };
const NEWEST: Place = { at: 8.64e15, id: '\u{10FFFF}' };

/** UTF-16 code units of entries in one answer; half of what a message may hold, since UTF-8 is longer. */
const MAX_ENTRIES_SIZE = 2_000_000;
/** Conversations of one customer that come with a grant, newest first. */
const MAX_INTERACTIONS = 4_000;
const MAX_CASES = 1_000;
/** Notices of notes, newest first, that a desk starts from. */
const MAX_MENTIONS_TOLD = 100;
/** Those of this shift are among them, on however many handles. */
const MAX_INTRODUCTIONS_TOLD = 100;

/** Customer, cases, interactions and the newest entries, ascending; null when there is no such customer, or none any more. */
export async function grantOf(db: Queryable, customerId: string): Promise<CustomerGrant | null> {
  const [found] = await db.query<{ json: Customer }>(
    `SELECT json FROM customer WHERE id = $1 AND joined_into IS NULL AND (erased_at IS NULL OR EXISTS (
       SELECT FROM work_item w WHERE w.customer_id = $1 AND w.state IN ('waiting', 'offered', 'held')))`,
    [customerId],
  );
  if (!found) return null;
  const cases = await db.query<{ json: Case }>(
    `SELECT json FROM "case" WHERE customer_id = $1 ORDER BY last_at DESC LIMIT ${MAX_CASES}`,
    [customerId],
  );
  const interactions = await db.query<{ json: Interaction }>(
    `SELECT json FROM interaction WHERE customer_id = $1 ORDER BY started_at DESC, id DESC LIMIT ${MAX_INTERACTIONS}`,
    [customerId],
  );
  const { entries, older } = await entriesBefore(db, customerId, NEWEST, LIMITS.grantEntries);
  return { customer: found.json, cases: jsonOf(cases), interactions: jsonOf(interactions), entries, older };
}

const jsonOf = <T>(rows: readonly { json: T }[]): T[] => rows.map(row => row.json);

type Request = { readonly customerId: string; readonly before: Place; readonly limit: number };

export async function historyPage(db: Queryable, { customerId, before, limit }: Request): Promise<HistoryPage> {
  return { customerId, ...(await entriesBefore(db, customerId, before, limit)) };
}

type Entries = { readonly entries: Entry[]; readonly older: number };

/** Strictly older than `before`, ascending. Fewer than `limit` where they are large; `older` says what is left. */
async function entriesBefore(db: Queryable, customerId: string, before: Place, limit: number): Promise<Entries> {
  const rows = await db.query<{ json: Entry; size: number }>(
    `SELECT json, size FROM (
       SELECT json, at, id, sum(length(json::text)) OVER (ORDER BY at DESC, id DESC)::int AS size FROM (
         SELECT json, at, id FROM entry WHERE customer_id = $1 AND (at, id) < ($2::bigint, $3)
         ORDER BY at DESC, id DESC LIMIT $4::int) AS newest) AS sized
     WHERE size <= ${MAX_ENTRIES_SIZE} OR size = length(json::text) ORDER BY at DESC, id DESC`,
    [customerId, before.at, before.id, limit],
  );
  const entries = rows.map(row => row.json).toReversed();
  const oldest = entries[0] ?? before;
  const [left] = await db.query<{ older: number }>(
    `SELECT count(*)::int AS older FROM entry WHERE customer_id = $1 AND (at, id) < ($2::bigint, $3)`,
    [customerId, oldest.at, oldest.id],
  );
  return { entries, older: left?.older ?? 0 };
}

/** Everything but customers, erased ones with work in hand excepted: the agent, the queues, presence, the ringing offer, the work held. */
export async function snapshotOf(db: Queryable, agentId: string): Promise<FeedEvent[]> {
  const agent = await read(db, 'agent', agentId);
  if (!agent) return [];
  const queues = await db.query<{ json: Queue }>(`SELECT json FROM queue ORDER BY place`);
  const teams = await db.query<{ json: Team }>(`SELECT json FROM team ORDER BY id`);
  const row = await readPresence(db, agentId);
  const offers = await db.query<{ json: Offer }>(`SELECT json FROM offer WHERE agent_id = $1 AND state = 'ringing'`, [
    agentId,
  ]);
  // What waits in the agent's queues belongs to customers already granted, so their desks show it too.
  const theirs = `(w.state IN ('waiting', 'offered', 'held') AND (w.holder_id = $1 OR EXISTS (
    SELECT FROM feed_grant g WHERE g.agent_id = $1 AND g.customer_id = w.customer_id))
    OR w.holder_id = $1 AND w.id = (SELECT json->'after'->>'workItemId' FROM presence WHERE agent_id = $1))`;
  const work = await db.query<{ json: WorkItem }>(
    `SELECT w.json FROM work_item w WHERE ${theirs} ORDER BY entered_at, id`,
    [agentId],
  );
  // A desk drops what is told of an erased customer until it has their empty record; their grant comes pages later.
  const emptied = await db.query<{ json: Customer }>(
    `SELECT c.json FROM customer c WHERE c.erased_at IS NOT NULL AND c.joined_into IS NULL
       AND EXISTS (SELECT FROM work_item w WHERE w.customer_id = c.id AND ${theirs}) ORDER BY c.id`,
    [agentId],
  );
  const mentions = await db.query<{ json: Mention }>(
    `SELECT json FROM mention WHERE agent_id = $1 ORDER BY at DESC, id DESC LIMIT ${MAX_MENTIONS_TOLD}`,
    [agentId],
  );
  const introductions = await db.query<{ json: Introduction }>(
    `SELECT json FROM introduction WHERE agent_id = $1 ORDER BY at DESC, id DESC LIMIT ${MAX_INTRODUCTIONS_TOLD}`,
    [agentId],
  );
  return [
    { kind: 'agent.changed', agent },
    ...queues.map(({ json }) => ({ kind: 'queue.changed', queue: json }) as const),
    ...teams.map(({ json }) => ({ kind: 'team.changed', team: json }) as const),
    ...(row ? [{ kind: 'presence.changed', presence: row.presence } as const] : []),
    ...emptied.map(({ json }) => ({ kind: 'customer.changed', customer: json }) as const),
    ...work.map(({ json }) => ({ kind: 'work.changed', workItem: json }) as const),
    ...mentions.map(({ json }) => ({ kind: 'mention.changed', mention: json }) as const),
    ...introductions.map(({ json }) => ({ kind: 'introduction.changed', introduction: json }) as const),
    ...offers.map(({ json }) => ({ kind: 'offer.changed', offer: json }) as const),
  ];
}
