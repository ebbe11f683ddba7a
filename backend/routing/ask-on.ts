// A question to a queue or a skill goes on where whom it rang at does not come: the next best is asked, each once, until the
// asker stops or nobody is left. A step is part of the transaction that ends the ring before it, so that of several nodes
// one makes it, and a backend that dies between two has lost none: its time is that of the offer, which is written down.
import type { AskingAmong } from '../../shared/domain/among.ts';
import { otherLeg } from '../../shared/domain/call.ts';
import type { Offer } from '../../shared/domain/offer.ts';
import type { Agent, Handover, Participant, Queue, WorkItem } from '../../shared/domain/work.ts';
import { eventEntry } from '../records/events.ts';
import { activeAgent, callOf, next, read } from '../records/read.ts';
import type { Tx } from '../store/db.ts';
import { whomToAsk } from './ask-among.ts';
import { newConsult, withoutParticipant } from './consult.ts';
import { serversOf } from './gather.ts';
import type { Ringing } from './ring.ts';
import { tellAgent } from './tell-agent.ts';

type Question = { readonly queue: Queue; readonly handover: Handover; readonly asking: AskingAmong | null };

/** Rings at the colleague's desk, who stands among the participants from now on: that is their right to see the customer. */
export function askIn({ changes, now, id }: Ringing, item: WorkItem, agent: Agent, question: Question): void {
  const asked: Participant = { agentId: agent.id, name: agent.name, role: 'asked', since: now };
  changes.workItem(next(item, { participants: [...item.participants, asked] }));
  changes.grant([agent.id], item.customerId);
  changes.offer(newConsult(item, agent, question, { now, id }));
}

/**
 * Whom this question rang at is not coming: declined, missed, or away meanwhile. The item is locked and the turns of intake and
 * routing are taken; the offer has been ended.
 */
export async function askOn(ringing: Ringing, item: WorkItem, offer: Offer): Promise<void> {
  const { tx, changes, now, id } = ringing;
  const alone = withoutParticipant(item, offer.agentId);
  const { asking, handover } = offer;
  if (!asking || !handover || !(await isStillAsked(tx, item, offer))) return changes.workItem(alone);
  const about = { id: item.caseId, customerId: item.customerId };
  const agent = await nextOf(tx, item, asking);
  const queue = await read(tx, 'queue', item.queueId);
  if (agent && queue) {
    const goesOn = { ...asking, asked: [...asking.asked, agent.id] };
    askIn(ringing, alone, agent, { queue, handover: { ...handover, at: now }, asking: goesOn });
    changes.entry(eventEntry(id(), about, now, 'consult.asked', agent.name));
    return;
  }
  changes.workItem(alone);
  const words = `Nobody of ${asking.name} is free. Asked: ${asking.asked.length}`;
  const said = eventEntry(id(), about, now, 'consult.nobody', words);
  changes.entry(said);
  if (item.holderId === null) return;
  const from = { id: offer.agentId, name: (await read(tx, 'agent', offer.agentId))?.name ?? '' };
  await tellAgent(ringing, { agentId: item.holderId, about: 'unanswered', from, item, entryId: said.id, words });
}

/** Under the same hands, and of a call with nobody else on it. */
async function isStillAsked(tx: Tx, item: WorkItem, { epoch }: Offer): Promise<boolean> {
  if (item.state !== 'held' || item.epoch !== epoch) return false;
  if (item.channel !== 'voice') return true;
  const entry = await callOf(tx, item.interactionId);
  return entry?.call.state === 'live' && !otherLeg(entry.call);
}

async function nextOf(tx: Tx, item: WorkItem, { among, asked }: AskingAmong): Promise<Agent | null> {
  const byId = item.holderId ?? '';
  const servers = (await serversOf(tx)).filter(({ id }) => !asked.includes(id));
  const agentId = whomToAsk(servers, { item, among, byId, before: new Set() });
  return agentId === null ? null : activeAgent(tx, agentId);
}
