// Words that a network refused after the work was done: whether that work must come back. Pure.
import type { Entry } from '../../shared/domain/entry.ts';
import { FRESH_WORK, type Queue, type WorkItem } from '../../shared/domain/work.ts';
import { chooseQueue, priorityOf } from '../intake/work.ts';

/** Words of an agent that did not reach the customer. */
export type Undelivered = Pick<Entry, 'caseId' | 'interactionId' | 'channel' | 'audience'>;

type Known = {
  /** All work of the case, also what is over. */
  readonly items: readonly WorkItem[];
  readonly queues: readonly Queue[];
  /** Of the new item. */
  readonly id: string;
  readonly now: number;
};

const OPEN: readonly WorkItem['state'][] = ['waiting', 'offered', 'held'];
const isOpen = ({ state }: WorkItem): boolean => OPEN.includes(state);

/** Of several the one that ended last. */
const lastOf = (items: readonly WorkItem[]): WorkItem | undefined =>
  items.toSorted((a, b) => (a.finishedAt ?? 0) - (b.finishedAt ?? 0) || (a.id < b.id ? -1 : 1)).at(-1);

/**
 * The work that waits from now on, with whoever finished it last preferred; null: none has to. That is so while somebody has
 * the conversation in hand or it waits, while any work of the case is open where the conversation had none of its own (a matter
 * that went on by mail), and where nobody ever had it in hand: its author alone is told then.
 */
export function broughtBack(words: Undelivered, { items, queues, id, now }: Known): WorkItem | null {
  const { interactionId, caseId, channel, audience } = words;
  if (interactionId === null) return null;
  const own = items.filter(item => item.interactionId === interactionId);
  const about = own.length > 0 ? own : items;
  if (about.some(isOpen)) return null;
  const last = lastOf(about.filter(({ state }) => state === 'finished'));
  if (!last) return null;
  const serves = queues.find(queue => queue.id === last.queueId && queue.channels.includes(channel));
  const queue = serves ?? chooseQueue(queues, undefined, channel, audience);
  if (!queue) return null;
  const { customerId, customerName, subject, from, skills, holderId } = last;
  return {
    ...FRESH_WORK,
    id,
    version: 1,
    customerId,
    customerName,
    subject,
    from,
    caseId,
    interactionId,
    channel,
    queueId: queue.id,
    queueName: queue.name,
    skills,
    preferredAgentId: holderId,
    state: 'waiting',
    priority: priorityOf(channel, audience),
    enteredAt: now,
    holderId: null,
    epoch: 0,
    heldAt: null,
    finishedAt: null,
  };
}
