// A question to a colleague, as an offer. Pure.
import type { AskingAmong } from '../../shared/domain/among.ts';
import type { Offer } from '../../shared/domain/offer.ts';
import type { Agent, Handover, Queue, WorkItem } from '../../shared/domain/work.ts';
import { next } from '../records/read.ts';
import type { Making } from './offers.ts';

type Question = {
  readonly queue: Pick<Queue, 'ringMs'>;
  readonly handover: Handover;
  /** Null: this agent was asked by name. */
  readonly asking: AskingAmong | null;
};

/** It reserves nothing: the item stays with its holder, and the epoch says under whom it was asked. */
export function newConsult(item: WorkItem, agent: Agent, question: Question, { now, id }: Making): Offer {
  const { queue, handover, asking } = question;
  const { customerId, caseId, interactionId, channel, queueId, queueName, customerName, from, subject } = item;
  const about = { customerId, caseId, interactionId, channel, queueId, queueName, customerName, from, subject };
  return {
    ...about,
    id: id(),
    version: 1,
    workItemId: item.id,
    agentId: agent.id,
    why: `${handover.fromName} asks for your help`,
    enteredAt: item.enteredAt,
    epoch: item.epoch,
    madeAt: now,
    expiresAt: now + queue.ringMs,
    state: 'ringing',
    declineReason: null,
    withdrawnWhy: null,
    kind: 'consult',
    handover,
    ...(asking ? { asking } : {}),
  };
}

export const withoutParticipant = (item: WorkItem, agentId: string): WorkItem =>
  next(item, { participants: item.participants.filter(one => one.agentId !== agentId) });
