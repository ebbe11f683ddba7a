// Who gets what. Pure: waiting work, agents, policy and the time in; offers out.
import type { Channel } from '../../shared/domain/primitives.ts';
import type { PresenceState } from '../../shared/domain/presence.ts';

export type Preferred = {
  readonly until: number;
  readonly agents: readonly { readonly id: string; readonly why: string }[];
};

export type Waiting = {
  readonly id: string;
  readonly queueId: string;
  readonly queueName: string;
  readonly channel: Channel;
  readonly priority: number;
  readonly enteredAt: number;
  /** Who serves it has all of these: its queue's and its own. */
  readonly skills: readonly string[];
  /** Of some of these skills, the least level; of the others any will do. Left out: of all. */
  readonly levels?: Readonly<Record<string, number>>;
  /** Tried first, in this order, until then; null: nobody is. */
  readonly preferred: Preferred | null;
  /** When each agent last declined it, by agent id. */
  readonly declined: Readonly<Record<string, number>>;
};

export type Server = {
  readonly id: string;
  readonly queueIds: readonly string[];
  readonly channels: readonly Channel[];
  readonly skills: readonly string[];
  /** 1 to 5, of each skill; left out: they were never judged. */
  readonly levels?: Readonly<Record<string, number>>;
  readonly capacity: number;
  /** Closer limits for single channels. */
  readonly capacities: Partial<Readonly<Record<Channel, number>>>;
  /** The team's policy: who holds a call is offered nothing else. */
  readonly voiceExclusive: boolean;
  readonly state: PresenceState;
  /** Nobody sees what rings there: their desk is gone, though they may be on a call. Left out: it is not. */
  readonly gone?: boolean;
  /** Since when they have been free of new work. */
  readonly freeSince: number;
  /** Has an offer in front of them. */
  readonly ringing: boolean;
  readonly holdsVoice: boolean;
  /** Items held on channels other than voice. */
  readonly holds: number;
  readonly holdsOn: Partial<Readonly<Record<Channel, number>>>;
};

export type Policy = {
  /** Milliseconds for which an item is not offered again to who declined it, while somebody else could serve it. */
  readonly declinedMs: number;
  /** The same when nobody else could: long enough not to ring under the hand that has just declined. */
  readonly declinedAloneMs: number;
};
export const POLICY: Policy = { declinedMs: 30_000, declinedAloneMs: 3_000 };

export type Routed = { readonly workItemId: string; readonly agentId: string; readonly why: string };

/**
 * One offer at a time for an agent, one agent for an item. The most urgent item first, then the one that entered first;
 * for each the agent who has been free the longest.
 */
export function route(waiting: readonly Waiting[], agents: readonly Server[], policy: Policy, now: number): Routed[] {
  const taken = new Set<string>();
  return waiting.toSorted(byUrgency).flatMap(item => {
    const fit = agents.filter(agent => !taken.has(agent.id) && mayOffer(item, agent, agents, policy, now));
    const waitsFor = preferredFor(item, agents, now);
    const liked = waitsFor.find(({ id }) => fit.some(agent => agent.id === id));
    if (waitsFor.length > 0 && !liked) return [];
    const [longest] = fit.toSorted((a, b) => a.freeSince - b.freeSince || (a.id < b.id ? -1 : 1));
    const first = fit.find(({ id }) => id === liked?.id) ?? longest;
    if (!first) return [];
    taken.add(first.id);
    return [{ workItemId: item.id, agentId: first.id, why: liked?.why ?? whyOf(item, fit.length) }];
  });
}

/**
 * Whom the item waits for: its preferred agents who are at work and can serve it, for as long as it does. Nobody waits for
 * who is away, or has declined it.
 */
function preferredFor(item: Waiting, agents: readonly Server[], now: number): Preferred['agents'] {
  if (!item.preferred || now >= item.preferred.until) return [];
  return item.preferred.agents.filter(({ id }) => agents.some(agent => agent.id === id && isWaitedFor(item, agent)));
}

const AT_WORK: readonly PresenceState[] = ['available', 'on-contact', 'acw'];

const isWaitedFor = (item: Waiting, agent: Server): boolean =>
  AT_WORK.includes(agent.state) && isSkilled(item, agent) && item.declined[agent.id] === undefined;

const byUrgency = (a: Waiting, b: Waiting): number =>
  b.priority - a.priority || a.enteredAt - b.enteredAt || (a.id < b.id ? -1 : 1);

const whyOf = ({ queueName }: Waiting, fit: number): string =>
  fit > 1 ? `${queueName}, longest available of ${fit}` : `${queueName}, the one agent available`;

/** Serves the queue and the channel, and can what the work asks for. */
export const isSkilled = (
  item: Pick<Waiting, 'queueId' | 'channel'> & Partial<Pick<Waiting, 'skills' | 'levels'>>,
  agent: Server,
): boolean =>
  agent.queueIds.includes(item.queueId) &&
  agent.channels.includes(item.channel) &&
  (item.skills ?? []).every(skill => agent.skills.includes(skill) && isGoodEnough(skill, item.levels, agent));

const isGoodEnough = (skill: string, asked: Waiting['levels'], { levels }: Server): boolean =>
  (levels?.[skill] ?? 0) >= (asked?.[skill] ?? 0);

/**
 * A call takes the whole agent, unless the team wants it otherwise; anything else takes one place of their capacity, and
 * of the closer limit of its channel.
 */
export function isFree(channel: Channel, agent: Server): boolean {
  const { state, holdsOn, capacities } = agent;
  if (agent.ringing || agent.gone || (holdsOn[channel] ?? 0) >= (capacities[channel] ?? Number.POSITIVE_INFINITY))
    return false;
  const beside = !agent.voiceExclusive && channel !== 'voice';
  if (agent.holdsVoice && !beside) return false;
  if (state !== 'available' && !(beside && state === 'on-contact')) return false;
  return channel === 'voice' || agent.holds < agent.capacity;
}

/** Free for work of some channel. */
export const mayTake = (agent: Server): boolean => agent.channels.some(channel => isFree(channel, agent));

function mayOffer(item: Waiting, agent: Server, agents: readonly Server[], policy: Policy, now: number): boolean {
  return isSkilled(item, agent) && isFree(item.channel, agent) && now >= mayOfferAt(item, agent, agents, policy);
}

/** From when on this item may be offered to this agent, as far as an earlier declining goes. */
export function mayOfferAt(item: Waiting, agent: Server, agents: readonly Server[], policy: Policy): number {
  const declinedAt = item.declined[agent.id];
  if (declinedAt === undefined) return Number.NEGATIVE_INFINITY;
  const others = agents.some(one => one.id !== agent.id && one.state !== 'offline' && isSkilled(item, one));
  return declinedAt + (others ? policy.declinedMs : policy.declinedAloneMs);
}

/** When time alone makes a new offer possible; null: only a change of work or presence can. */
export function nextChance(
  waiting: readonly Waiting[],
  agents: readonly Server[],
  policy: Policy,
  now: number,
): number | null {
  const later = waiting.flatMap(item => {
    const waitsFor = preferredFor(item, agents, now).map(({ id }) => id);
    const until = (agent: Server): number =>
      waitsFor.length > 0 && !waitsFor.includes(agent.id) ? (item.preferred?.until ?? now) : now;
    return agents
      .filter(agent => isSkilled(item, agent) && isFree(item.channel, agent))
      .map(agent => Math.max(until(agent), mayOfferAt(item, agent, agents, policy)))
      .filter(at => at > now);
  });
  return later.length > 0 ? Math.min(...later) : null;
}
