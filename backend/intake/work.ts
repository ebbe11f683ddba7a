import type { Case, Interaction } from '../../shared/domain/case.ts';
import type { Customer } from '../../shared/domain/customer.ts';
import type { Audience, Channel } from '../../shared/domain/primitives.ts';
import { FRESH_WORK, type Queue, type WorkItem } from '../../shared/domain/work.ts';
import { wokenItem } from '../routing/aside.ts';
import { logger } from '../../shared/lib/log.ts';
import { putWork, type State } from './state.ts';
import { contactOf, type Theirs } from './who.ts';

const log = logger('intake');

/**
 * Makes the interaction wait for an agent, unless it waits or is held already. The agents of the queue are granted the
 * customer in the same transaction, so their history is with them before anything can ring.
 */
export function enterQueue(
  state: State,
  record: Theirs,
  customer: Customer,
  inCase: Case,
  spoken: Interaction,
): WorkItem | null {
  const asked = 'queue' in record ? record.queue : undefined;
  const queue = chooseQueue(state.queues, asked, spoken.channel, spoken.audience);
  if (!queue) {
    log.warn('work.unqueued', { interactionId: spoken.id, channel: spoken.channel });
    return null;
  }
  const waiting = state.work.get(spoken.id);
  const item = waiting ?? newItem(state, record, customer, inCase, spoken, queue);
  if (!waiting) putWork(state, item);
  const serving = state.agents.filter(agent => agent.queueIds.includes(item.queueId)).map(agent => agent.id);
  state.changes.grant(serving, customer.id);
  return item;
}

/** The customer's next word brings back what was set aside in the case, whatever channel it comes by. */
export function wakeParked(state: State, caseId: string): void {
  for (const item of state.work.values())
    if (item.caseId === caseId && item.parked) putWork(state, wokenItem(item, 'customer', state.now));
}

function newItem(
  state: State,
  record: Theirs,
  customer: Customer,
  inCase: Case,
  spoken: Interaction,
  queue: Queue,
): WorkItem {
  return {
    id: state.id(),
    version: 1,
    customerId: customer.id,
    caseId: inCase.id,
    interactionId: spoken.id,
    channel: spoken.channel,
    queueId: queue.id,
    queueName: queue.name,
    state: 'waiting',
    subject: inCase.subject,
    from: contactOf(record)?.written.trim() || customer.name,
    customerName: customer.name,
    priority: priorityOf(spoken.channel, spoken.audience),
    enteredAt: state.now,
    holderId: null,
    epoch: 0,
    heldAt: null,
    finishedAt: null,
    ...FRESH_WORK,
  };
}

const MESSAGING: readonly Channel[] = ['whatsapp', 'sms', 'chat'];
const NETWORKS: readonly Channel[] = ['x', 'facebook', 'instagram', 'mastodon', 'review'];

/**
 * By name or id; else among the queues that serve the channel, the one most at home in it: a queue of messengers for a
 * private message, a queue of networks for a public post; equal ones in the order of the seed. An unknown name falls
 * back to the channel, because a customer's words must not lie about in no queue.
 */
export function chooseQueue(
  queues: readonly Queue[],
  asked: string | undefined,
  channel: Channel,
  audience: Audience,
): Queue | null {
  const named = asked === undefined ? undefined : queues.find(({ id, name }) => id === asked || name === asked);
  if (named) return named;
  const kin = audience === 'public' ? NETWORKS : MESSAGING;
  const fitness = ({ channels }: Queue) => channels.filter(one => kin.includes(one)).length / channels.length;
  return (
    queues.filter(({ channels }) => channels.includes(channel)).toSorted((a, b) => fitness(b) - fitness(a))[0] ?? null
  );
}

/** Who is on the line goes before who typed, who typed before who wrote a letter. */
export function priorityOf(channel: Channel, audience: Audience): number {
  if (channel === 'voice') return 100;
  if (MESSAGING.includes(channel)) return 60;
  if (NETWORKS.includes(channel)) return audience === 'private' ? 60 : 40;
  return 20;
}
