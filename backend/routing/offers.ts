// Offers as the store holds them: made, and taken back. Answering them is in commands/, their end by time in expire.ts.
import type { Offer } from '../../shared/domain/offer.ts';
import type { Queue, WorkItem } from '../../shared/domain/work.ts';
import type { Changes } from '../records/changes.ts';
import { moveWork } from '../../shared/domain/work-moves.ts';
import type { Routed } from './route.ts';

export type Making = { readonly now: number; readonly id: () => string };

/**
 * The work item keeps its place and its epoch: an offer is a promise to one agent, not yet a change of hands.
 * @param returnsTo who sent it to this agent, and has it offered again if they do not take it
 */
export function makeOffer(
  changes: Changes,
  item: WorkItem,
  queue: Queue,
  routed: Routed,
  { now, id }: Making,
  returnsTo?: string,
): Offer {
  const { customerId, caseId, interactionId, channel, queueName, customerName, from, subject, enteredAt, epoch } = item;
  const copied = {
    customerId,
    caseId,
    interactionId,
    channel,
    queueName,
    customerName,
    from,
    subject,
    enteredAt,
    epoch,
  };
  const offer: Offer = {
    id: id(),
    version: 1,
    workItemId: item.id,
    agentId: routed.agentId,
    queueId: queue.id,
    ...copied,
    why: routed.why,
    madeAt: now,
    expiresAt: now + queue.ringMs,
    state: 'ringing',
    declineReason: null,
    withdrawnWhy: null,
    kind: 'work',
    handover: item.handover,
    ...(returnsTo === undefined ? {} : { returnsTo }),
  };
  changes.workItem(moveWork(item, 'offer'));
  changes.offer(offer);
  return offer;
}

/**
 * Work that rings goes back to where it stood, `enteredAt` and priority as they were; whoever still has the old offer is
 * fenced off. Of a question, see `ask-on.ts`.
 */
export function giveBack(changes: Changes, item: WorkItem): void {
  if (item.state === 'offered') changes.workItem(moveWork(item, 'give-back'));
}
