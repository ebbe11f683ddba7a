// What a lead sees of the queues at one moment.
import { type Channel, CHANNELS } from '../../shared/domain/primitives.ts';
import { closedAt, servedOn } from '../../shared/domain/opening.ts';
import type { Outcomes } from '../../shared/domain/outcomes.ts';
import type { Presence } from '../../shared/domain/presence.ts';
import type { Agent, Board, Introduced, LeadNotice, Queue, WorkItem } from '../../shared/domain/work.ts';
import { serversOf } from '../routing/gather.ts';
import { isFree, isSkilled, type Server } from '../routing/route.ts';
import type { Queryable } from '../store/db.ts';
import { introducedNow } from './introduced.ts';
import { recentNotices } from './notices.ts';

const MAX_WAITING = 200;
const MAX_HELD = 200;
const MAX_COULD_SERVE = 20;

export type BoardFacts = {
  readonly now: number;
  readonly queues: readonly Queue[];
  readonly agents: readonly { readonly agent: Agent; readonly presence: Presence }[];
  readonly servers: readonly Server[];
  /** Most urgent first; the first MAX_WAITING of them. */
  readonly waiting: readonly WorkItem[];
  /** The longest held first; the first MAX_HELD of them. */
  readonly held: readonly WorkItem[];
  readonly notices: readonly LeadNotice[];
  /** Of each queue and channel on which somebody waits. */
  readonly counts: readonly WaitingCount[];
  /** Of this shift, the newest first; left out: there are no shifts. */
  readonly introductions?: readonly Introduced[] | undefined;
  readonly outcomes?: Outcomes;
};
/** `firstAt`: since when the one who waits longest does. */
type WaitingCount = {
  readonly queueId: string;
  readonly channel: Channel;
  readonly inQueue: number;
  readonly firstAt: number;
};

/** `outcomesNow` counts how work ended; it may say for a while what it counted last. */
export async function readBoard(db: Queryable, now: number, outcomesNow: () => Promise<Outcomes>): Promise<Board> {
  const queues = await db.query<{ json: Queue }>(`SELECT json FROM queue ORDER BY place`);
  const agents = await db.query<{ agent: Agent; presence: Presence }>(
    `SELECT a.json AS agent, p.json AS presence FROM agent a JOIN presence p ON p.agent_id = a.id
     WHERE NOT a.disabled ORDER BY a.name`,
  );
  const waiting = await db.query<{ json: WorkItem }>(
    `SELECT json FROM work_item WHERE state IN ('waiting', 'offered')
     ORDER BY priority DESC, entered_at, id LIMIT ${MAX_WAITING}`,
  );
  const held = await db.query<{ json: WorkItem }>(
    `SELECT json FROM work_item WHERE state = 'held' ORDER BY held_at, id LIMIT ${MAX_HELD}`,
  );
  const counts = await db.query<WaitingCount>(
    `SELECT queue_id AS "queueId", channel, count(*)::int AS "inQueue", min(entered_at) AS "firstAt" FROM work_item
     WHERE state IN ('waiting', 'offered') GROUP BY queue_id, channel`,
  );
  return boardFrom({
    now,
    queues: queues.map(row => row.json),
    agents,
    servers: await serversOf(db),
    waiting: waiting.map(row => row.json),
    held: held.map(row => row.json),
    notices: await recentNotices(db, now),
    counts,
    introductions: await introducedNow(db, now),
    outcomes: await outcomesNow(),
  });
}

export function boardFrom(facts: BoardFacts): Board {
  return {
    madeAt: facts.now,
    rows: facts.queues.map(queue => rowOf(queue, facts)),
    waiting: facts.waiting.slice(0, MAX_WAITING).map(item => waitingOf(item, facts)),
    waitingTotal: sumOf(facts.counts),
    notices: [...facts.notices],
    ...(facts.outcomes ? { outcomes: facts.outcomes } : {}),
    ...(facts.introductions ? { introductions: [...facts.introductions] } : {}),
    held: facts.held.slice(0, MAX_HELD).flatMap(heldOf),
    agents: facts.agents.map(({ agent, presence }) => ({
      agentId: agent.id,
      name: agent.name,
      state: presence.state,
      reason: presence.reason,
      since: presence.since,
      ...roomOf(facts.servers.find(({ id }) => id === agent.id)),
    })),
  };
}

const roomOf = (server: Server | undefined) => (server ? { room: { held: server.holds, of: server.capacity } } : {});

function rowOf(queue: Queue, facts: BoardFacts): Board['rows'][number] {
  const waitingOn = new Map(facts.counts.filter(one => one.queueId === queue.id).map(one => [one.channel, one]));
  const channels = CHANNELS.filter(channel => queue.channels.includes(channel) || waitingOn.has(channel));
  const serving = facts.agents.filter(({ agent }) => agent.queueIds.includes(queue.id));
  const fullOn = fullAmong(facts.servers);
  return {
    queueId: queue.id,
    name: queue.name,
    channels: queue.channels,
    closed: closedOf(queue, channels, facts.now),
    ...countsOf([...waitingOn.values()], serving, fullOn(channels), facts.now),
    perChannel: channels.map(channel => {
      const skilled = serving.filter(({ agent }) => agent.channels.includes(channel));
      const waiting = waitingOn.get(channel);
      const closed = closedAt(servedOn(queue, channel).hours, facts.now);
      return { channel, closed, ...countsOf(waiting ? [waiting] : [], skilled, fullOn([channel]), facts.now) };
    }),
  };
}

/** All of its channels are closed: until the first of them opens. */
function closedOf(queue: Queue, channels: readonly Channel[], now: number): Board['rows'][number]['closed'] {
  const closed = channels.map(channel => closedAt(servedOn(queue, channel).hours, now));
  if (channels.length === 0 || closed.includes(null)) return null;
  const opens = closed.flatMap(one => one?.opensAt ?? []);
  return { opensAt: opens.length > 0 ? Math.min(...opens) : null };
}

type Numbers = Omit<Board['rows'][number]['perChannel'][number], 'channel'>;

type IsFull = (agent: Agent) => boolean;

/** Who cannot be offered anything of these channels, for want of room and for no other reason. */
const fullAmong =
  (servers: readonly Server[]) =>
  (channels: readonly Channel[]): IsFull =>
  ({ id }) => {
    const server = servers.find(one => one.id === id);
    const own = channels.filter(channel => server?.channels.includes(channel));
    return server !== undefined && own.length > 0 && own.every(channel => isFull(channel, server));
  };

function countsOf(
  waiting: readonly WaitingCount[],
  serving: BoardFacts['agents'],
  isFullHere: IsFull,
  now: number,
): Numbers {
  const inState = (state: Presence['state']) => serving.filter(({ presence }) => presence.state === state).length;
  return {
    inQueue: sumOf(waiting),
    longestWaitMs: waiting.length > 0 ? Math.max(0, now - Math.min(...waiting.map(({ firstAt }) => firstAt))) : null,
    available: inState('available'),
    full: serving.filter(({ agent }) => isFullHere(agent)).length,
    onContact: inState('on-contact'),
    acw: inState('acw'),
    notReady: inState('not-ready'),
    countedAt: now,
  };
}

const sumOf = (waiting: readonly WaitingCount[]): number => waiting.reduce((sum, { inQueue }) => sum + inQueue, 0);

function waitingOf(item: WorkItem, { agents, servers, queues }: BoardFacts): Board['waiting'][number] {
  const { queueId, customerId, customerName, from, subject, channel, enteredAt, priority } = item;
  const shown = { queueId, customerId, customerName, from, subject, channel, enteredAt, priority, epoch: item.epoch };
  const names = new Map(agents.map(({ agent }) => [agent.id, agent.name]));
  const { skills: ofQueue = [], levels = {} } = queues.find(({ id }) => id === queueId) ?? {};
  const asked = { ...item, levels, skills: [...ofQueue, ...(item.skills ?? [])] };
  const skilled = servers.filter(server => server.state !== 'offline' && isSkilled(asked, server));
  const soonest = skilled.toSorted((a, b) => rank(item, a) - rank(item, b) || a.freeSince - b.freeSince);
  return {
    workItemId: item.id,
    ...shown,
    state: item.state === 'offered' ? 'offered' : 'waiting',
    couldServe: soonest.slice(0, MAX_COULD_SERVE).map(server => ({
      agentId: server.id,
      name: names.get(server.id) ?? '',
      state: server.state,
      ...fullFor(item, server),
    })),
  };
}

function heldOf(item: WorkItem): Board['held'] {
  const { id, epoch, holderId, queueId, customerId, customerName, subject, channel, heldAt, enteredAt } = item;
  if (holderId === null) return [];
  const shown = { epoch, queueId, customerId, customerName, subject, channel };
  return [{ workItemId: id, agentId: holderId, heldAt: heldAt ?? enteredAt, ...shown }];
}

/** Available, with nothing ringing, and all the same not to be offered this. */
const isFull = (channel: Channel, server: Server): boolean =>
  server.state === 'available' && !server.ringing && !isFree(channel, server);
const fullFor = ({ channel }: WorkItem, server: Server) => (isFull(channel, server) ? { full: true } : {});

const AFTER: Partial<Record<Server['state'], number>> = { available: 1, acw: 2, 'on-contact': 3, 'not-ready': 4 };

/** Free now, then whoever is nearest to it. */
const rank = ({ channel }: WorkItem, server: Server): number =>
  isFree(channel, server) ? 0 : (AFTER[server.state] ?? 5);
