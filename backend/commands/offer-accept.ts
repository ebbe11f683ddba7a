import type { CommandOf } from '../../shared/contract/commands.ts';
import { controlled } from '../../shared/domain/call.ts';
import { moveOffer } from '../../shared/domain/offer.ts';
import type { WorkItem } from '../../shared/domain/work.ts';
import { eventEntry } from '../records/events.ts';
import { callOf, next, readPresence } from '../records/read.ts';
import { movePresence } from '../../shared/domain/presence.ts';
import { takeWork } from '../../shared/domain/work-moves.ts';
import { askExchange } from './call-ask.ts';
import { type Effect, type Made, NOTHING_MADE, type Scene } from './command.ts';
import { type Answering, answering } from './offer.ts';
import { joinConsult } from './work-consult.ts';

/** The item changes hands: one holder, a new epoch. A call goes live and takes its agent with it. */
export const acceptOffer: Effect<CommandOf<'offer.accept'>['params']> = async (scene, { offerId, epoch }) =>
  accept(scene, answering(scene, offerId, epoch));

export async function accept(scene: Scene, { offer, item, missed }: Answering): Promise<Made> {
  const { agent, changes, now } = scene;
  changes.offer(moveOffer(offer, 'accept'));
  if (offer.kind === 'consult') {
    await joinConsult(scene, offer, item);
    return NOTHING_MADE;
  }
  changes.workItem(takeWork(item, 'accept', agent.id, now));
  const about = { id: item.caseId, customerId: item.customerId };
  const by = { kind: 'agent', name: agent.name, address: null, agentId: agent.id } as const;
  // A call's own entry says who took it.
  if (item.channel === 'voice') await answerCall(scene, item);
  else {
    changes.entry(eventEntry(scene.id(), about, now, 'assigned', null, by));
    if (missed > 0) await forgetMissed(scene);
  }
  return NOTHING_MADE;
}

async function answerCall(scene: Scene, item: WorkItem): Promise<void> {
  const { tx, changes, agent, now } = scene;
  const entry = await callOf(tx, item.interactionId);
  if (entry?.call.state === 'waiting') {
    const queueMs = Math.max(0, now - item.enteredAt);
    const live = { state: 'live', answeredAt: now, agentName: agent.name, queueName: item.queueName, queueMs } as const;
    changes.entry(next(entry, { call: { ...entry.call, ...live } }));
    askExchange(scene, entry, { do: 'answer', agent: agent.name });
  } else if (entry?.call.state === 'live') {
    // Handed over: the customer waits on hold, and the line goes to this agent's telephone.
    const resumed = controlled(entry.call, 'resume', now);
    changes.entry(next(entry, { call: { ...entry.call, ...resumed, agentName: agent.name, trouble: null } }));
    askExchange(scene, entry, { do: 'take', agent: agent.name });
  }
  const row = await readPresence(tx, agent.id, 'lock');
  if (row) changes.presence(movePresence(row, 'answer', now));
}

/** Missed offers count in a row; an answer ends the row. */
async function forgetMissed({ tx, changes, agent }: Scene): Promise<void> {
  const row = await readPresence(tx, agent.id, 'lock');
  if (row) changes.presence({ ...row, missed: 0 });
}
