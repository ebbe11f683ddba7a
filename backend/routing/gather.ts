import { type PreferredAgent, preferredNow } from '../../shared/domain/customer.ts';
import { nextOpening, servedIn, servedOn, waitsAt } from '../../shared/domain/opening.ts';
import { type Channel, CHANNELS } from '../../shared/domain/primitives.ts';
import type { Presence } from '../../shared/domain/presence.ts';
import { skillsAsked } from '../../shared/domain/skills.ts';
import type { Agent, Queue, WorkItem } from '../../shared/domain/work.ts';
import { askAll, type Queryable, type Statement, type Tx } from '../store/db.ts';
import { DATABASE_NOW } from '../store/shared-time.ts';
import { isFree, type Preferred, type Routed, type Server, type Waiting } from './route.ts';

export type WaitingItem = {
  readonly item: WorkItem;
  readonly declined: Readonly<Record<string, number>>;
  /** Who handled this matter last, else this customer; null: nobody, or their queue does not ask. */
  readonly lastId: string | null;
  /** Who is to have this customer's work first, as far as its time goes. */
  readonly preferred: PreferredAgent | null;
  /** The shared time of this look (store/shared-time.ts). */
  readonly at: number;
};
type ClaimedRow = Pick<WaitingItem, 'declined' | 'preferred'> & {
  json: WorkItem;
  last_id: string | null;
  at: number | string;
};

/** How many are looked at in one statement. As words of it, so that it is planned once for each of them. */
export const LIMITS = [4, 16, 64, 200] as const;

/**
 * What is next in these queues but for these places, as it is now: nothing of it is locked yet.
 * @param preferring those of the queues in which work waits for an agent for a time
 */
export async function waitingIn(
  tx: Tx,
  sharedNow: number | null,
  queueIds: readonly string[],
  closedPlaces: readonly string[],
  preferring: readonly string[],
  limit: (typeof LIMITS)[number],
): Promise<WaitingItem[]> {
  const rows = await tx.query<ClaimedRow>(
    `SELECT w.json, w.declined, coalesce($2::bigint, ${DATABASE_NOW}) AS at, CASE WHEN w.queue_id = ANY($4) THEN (
       SELECT l.holder_id FROM work_item l
       WHERE l.customer_id = w.customer_id AND l.id <> w.id AND l.state = 'finished' AND l.holder_id IS NOT NULL
       ORDER BY (l.json->>'caseId' = w.json->>'caseId') DESC, l.held_at DESC LIMIT 1) END AS last_id,
       CASE WHEN w.queue_id = ANY($4) THEN (
       SELECT c.json->'preferred' FROM customer c WHERE c.id = w.customer_id) END AS preferred
     FROM work_item w
     WHERE w.state = 'waiting' AND w.queue_id = ANY($1) AND NOT (${PLACE} = ANY($3::text[]))
     ORDER BY w.priority DESC, w.entered_at, w.id LIMIT ${limit}`,
    [[...queueIds], sharedNow, [...closedPlaces], [...preferring]],
  );
  return rows.map(({ json, last_id, at, ...rest }) => ({ ...rest, item: json, lastId: last_id, at: Number(at) }));
}

const LOCK_AGENTS = `SELECT agent_id FROM presence WHERE agent_id = ANY($1) ORDER BY agent_id FOR UPDATE SKIP LOCKED`;
const LOCK_ITEMS = `SELECT json FROM work_item WHERE id = ANY($1) AND state = 'waiting' ORDER BY id FOR UPDATE SKIP LOCKED`;

export type Claimed = { readonly routed: Routed; readonly item: WorkItem };

/**
 * Those of these whose item is as it was when it was looked at, and whose agent is still free, both locked for this
 * transaction. What another one is just changing or handing out is left out, and not waited for.
 */
export async function claim(
  tx: Tx,
  routed: readonly Routed[],
  seen: ReadonlyMap<string, WorkItem>,
): Promise<Claimed[]> {
  // The last of them looks after the locks: what whoever held them before has handed out is there.
  const agentIds = routed.map(({ agentId }) => agentId);
  const [agents, rows, now] = await askAll<[{ agent_id: string }, { json: WorkItem }, ServerRow]>(tx, [
    { text: LOCK_AGENTS, params: [agentIds] },
    { text: LOCK_ITEMS, params: [routed.map(({ workItemId }) => workItemId)] },
    servers(agentIds),
  ]);
  const locked = new Set(agents.map(({ agent_id }) => agent_id));
  const free = new Map(serversFrom(now).flatMap(one => (locked.has(one.id) ? [[one.id, one] as const] : [])));
  const items = new Map(rows.map(({ json }) => [json.id, json]));
  return routed.flatMap(one => {
    const [item, agent] = [items.get(one.workItemId), free.get(one.agentId)];
    const isSo = item && agent && item.version === seen.get(item.id)?.version && isFree(item.channel, agent);
    return isSo ? [{ routed: one, item }] : [];
  });
}

/** Where work waits for the opening: whole queues, and single channels of others as `placeOf` names them. */
export type Closed = { readonly queueIds: ReadonlySet<string>; readonly places: readonly string[] };

const placeOf = (queueId: string, channel: Channel): string => `${queueId} ${channel}`;
/** The same of a row of `work_item w`. */
const PLACE = `w.queue_id || ' ' || w.channel`;

export function closedAmong(queues: ReadonlyMap<string, Queue>, now: number): Closed {
  const queueIds = new Set<string>();
  const places: string[] = [];
  for (const queue of queues.values()) {
    const own = Object.keys(queue.byChannel ?? {});
    const isClosed = waitsAt(servedIn(queue), now);
    if (own.length === 0 && isClosed) queueIds.add(queue.id);
    if (own.length === 0) continue;
    const closed = CHANNELS.filter(one => (own.includes(one) ? waitsAt(servedOn(queue, one), now) : isClosed));
    places.push(...closed.map(channel => placeOf(queue.id, channel)));
  }
  return { queueIds, places };
}

export function asWaiting(waiting: WaitingItem, queue: Queue | undefined): Waiting {
  const { item, declined, lastId } = waiting;
  const { id, queueId, queueName, channel, priority, enteredAt } = item;
  const asked = skillsAsked(item, queue ?? null);
  const skills = asked.map(({ name }) => name);
  const levels = Object.fromEntries(asked.map(({ name, level }) => [name, level]));
  const customersOwn = preferredNow(waiting, waiting.at)?.agentId ?? null;
  const preferred = preferredOf(item, customersOwn, lastId, queue);
  return { id, queueId, queueName, channel, priority, enteredAt, skills, levels, preferred, declined };
}

/** Their time begins when the work came, or, where it waits for the opening, when its channel opens after that. */
function preferredOf(
  item: WorkItem,
  customersOwn: string | null,
  lastId: string | null,
  queue: Queue | undefined,
): Preferred | null {
  const asked = item.preferredAgentId ?? customersOwn;
  const agents = [
    ...(asked ? [{ id: asked, why: `${item.queueName}: this customer is with you first` }] : []),
    ...(lastId && lastId !== asked ? [{ id: lastId, why: `${item.queueName}: spoke with this customer last` }] : []),
  ];
  if (!queue || !(queue.preferredMs > 0) || agents.length === 0) return null;
  const served = servedOn(queue, item.channel);
  const opening = waitsAt(served, item.enteredAt) && served.hours ? nextOpening(served.hours, item.enteredAt) : null;
  const from = opening ?? item.enteredAt;
  return { until: from + queue.preferredMs, agents };
}

export type ServerRow = {
  agent: Agent;
  presence: Presence;
  /** Their desk is, from a contact that goes on without it. */
  gone: boolean;
  ringing: boolean;
  held: readonly { readonly channel: Channel; readonly parked: boolean }[] | null;
  voice_exclusive: boolean | null;
  last_held: number | string | null;
};

/**
 * Of a row of `offer`: true of all, and has what rings looked for by agent, where the place of an agent's last offer is used again.
 * By work, which the database may choose without it, the places of all that rang since the last vacuum are read each time.
 */
export const BY_AGENT = `agent_id > ''`;

/** What is held is few; what was held is all that ever was, and is not looked through. */
const SERVERS = `SELECT a.json AS agent, p.json AS presence, p.resume->'gone' IS NOT NULL AS gone,
     EXISTS (SELECT FROM offer o WHERE o.agent_id = a.id AND o.state = 'ringing' AND ${BY_AGENT}) AS ringing, h.held,
     (SELECT (json->>'voiceExclusive')::boolean FROM team LIMIT 1) AS voice_exclusive,
     (SELECT max(w.held_at) FROM work_item w WHERE w.holder_id = a.id) AS last_held
   FROM agent a JOIN presence p ON p.agent_id = a.id
   LEFT JOIN (SELECT holder_id,
       json_agg(json_build_object('channel', channel, 'parked', json->>'parked' IS NOT NULL)) AS held
     FROM work_item WHERE state = 'held' GROUP BY holder_id) h ON h.holder_id = a.id
   WHERE NOT a.disabled AND ($1::text[] IS NULL OR a.id = ANY($1)) ORDER BY a.id`;

/** Null: all of them. */
export const servers = (agentIds: readonly string[] | null): Statement => ({
  text: SERVERS,
  params: [agentIds && [...agentIds]],
});

export function serversFrom(rows: readonly ServerRow[]): Server[] {
  return rows.map(({ agent, presence, gone, ringing, held, voice_exclusive, last_held }) => {
    const open = (held ?? []).filter(({ parked }) => !parked);
    const holdsOn: Partial<Record<Channel, number>> = {};
    for (const { channel } of open) holdsOn[channel] = (holdsOn[channel] ?? 0) + 1;
    return {
      id: agent.id,
      queueIds: agent.queueIds,
      channels: agent.channels,
      skills: (agent.skills ?? []).map(({ name }) => name),
      levels: Object.fromEntries((agent.skills ?? []).map(({ name, level }) => [name, level])),
      capacity: agent.capacity,
      capacities: agent.capacities ?? {},
      voiceExclusive: voice_exclusive ?? true,
      state: presence.state,
      gone,
      freeSince: Math.max(presence.since, Number(last_held ?? 0)),
      ringing,
      holdsVoice: (held ?? []).some(({ channel }) => channel === 'voice'),
      holds: open.filter(({ channel }) => channel !== 'voice').length,
      holdsOn,
    };
  });
}

export const serversOf = async (db: Queryable): Promise<Server[]> =>
  serversFrom(await db.query<ServerRow>(SERVERS, [null]));

export const QUEUES: Statement = { text: `SELECT json FROM queue`, params: [] };
export type QueueRow = { json: Queue };

export const queuesFrom = (rows: readonly QueueRow[]): Map<string, Queue> =>
  new Map(rows.map(({ json }) => [json.id, json]));

export const queuesById = async (db: Queryable): Promise<Map<string, Queue>> =>
  queuesFrom(await db.query<QueueRow>(QUEUES.text, QUEUES.params));
