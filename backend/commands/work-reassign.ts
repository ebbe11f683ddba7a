import type { CommandOf } from '../../shared/contract/commands.ts';
import { controlled } from '../../shared/domain/call.ts';
import type { Handover, WorkItem } from '../../shared/domain/work.ts';
import { logger } from '../../shared/lib/log.ts';
import { callOf, next, read, readPresence } from '../records/read.ts';
import { movePresence } from '../../shared/domain/presence.ts';
import { moveWork, takeWork } from '../../shared/domain/work-moves.ts';
import { partyOver } from '../routing/party.ts';
import { whyNot } from '../routing/receive.ts';
import { ring, targetOf } from '../routing/ring.ts';
import { tellAgent } from '../routing/tell-agent.ts';
import { askExchange } from './call-ask.ts';
import { type Effect, NOTHING_MADE, refuse, type Scene } from './command.ts';
import {
  freeAfterCall,
  handoverBy,
  heldItem,
  notAgainTo,
  noteFrom,
  putOnHold,
  queueOf,
  say,
  withdrawOf,
} from './hand-over.ts';
import { present } from './work-consult.ts';

const log = logger('commands');

/** Warm: who was asked in, and knows the case by now, has it. A call's line goes over with it. */
export const completeTransfer: Effect<CommandOf<'work.completeTransfer'>['params']> = async (scene, params) => {
  const { changes, tx, now } = scene;
  const item = await heldItem(scene, params.workItemId, params.epoch);
  const other = present(item, params.agentId);
  const target = await targetOf(scene.tx, other.agentId);
  const no = whyNot(target, item.channel, 'given');
  if (!target || no) return refuse('conflict', no ?? '');
  const note = await noteFrom(scene, item, params.note ?? item.handover?.note ?? null);
  if (item.channel === 'voice') {
    const entry = await callOf(tx, item.interactionId);
    const change = entry && controlled(entry.call, 'resume', now);
    if (!entry || !change) return refuse('conflict', 'The call is over: there is nobody to hand over.');
    changes.entry(next(entry, { call: { ...entry.call, ...change, agentName: other.name, trouble: null } }));
    askExchange(scene, entry, { do: 'take', agent: other.name });
  }
  const alone = await partyOver(tx, changes, item, now, other.agentId);
  if (item.channel === 'voice') await freeAfterCall(scene, scene.agent.id);
  await given(scene, alone, other.agentId, handoverBy(scene, 'warm', note));
  say(scene, item, 'transferred', `to ${other.name}, after talking`, note);
  return NOTHING_MADE;
};

/**
 * A lead moves work, whoever has it: to an agent who is signed in, or back to its place. Fenced by the epoch that the
 * lead saw, so of a lead and an agent who act at once one is told that it was too late. Calls ring; the rest is there.
 */
export const reassignWork: Effect<CommandOf<'work.reassign'>['params']> = async (scene, params) => {
  const { tx, agent } = scene;
  const { workItemId, epoch, agentId } = params;
  if (agent.role !== 'lead') {
    log.warn('lead.command.refused', { agentId: agent.id, workItemId, commandId: scene.commandId });
    return refuse('denied', 'Only a team lead may reassign work.', 'for leads alone');
  }
  const item = await read(tx, 'work_item', workItemId, 'lock');
  if (!item) return refuse('not-found', 'There is no such work.');
  if (item.state === 'finished' || item.state === 'abandoned') return refuse('conflict', 'This work is over.');
  if (item.epoch !== epoch) return refuse('conflict', 'It has changed hands since you looked.', 'old epoch');
  const note = await noteFrom(scene, item, params.note ?? saidOf(scene));
  if (agentId === null) await backToItsPlace(scene, item, note);
  else await toColleague(scene, item, agentId, note);
  return NOTHING_MADE;
};

/** The note where the lead wrote none. */
const saidOf = ({ agent }: Scene): string => `Reassigned by ${agent.name}`;

async function backToItsPlace(scene: Scene, item: WorkItem, note: string | null): Promise<void> {
  if (item.state === 'waiting') return refuse('conflict', 'It waits in its queue already.');
  const free = moveWork(await taken(scene, item), 'recall');
  scene.changes.workItem(next(free, { handover: handoverBy(scene, 'reassigned', note) }));
  const entryId = say(scene, item, 'reassigned', `back to ${item.queueName}`, note);
  await tellWhoLost(scene, item, entryId, `Back in ${item.queueName}`, note);
}

async function toColleague(scene: Scene, item: WorkItem, agentId: string, note: string | null): Promise<void> {
  if (item.state === 'held' && item.holderId === agentId) return refuse('conflict', 'This agent has it already.');
  const isCall = item.channel === 'voice';
  const target = await targetOf(scene.tx, agentId);
  const no = whyNot(target, item.channel, isCall ? 'work' : 'given');
  if (!target || no) return refuse('conflict', no ?? '');
  const handover = handoverBy(scene, 'reassigned', note);
  const loose = await taken(scene, item);
  const entryId = say(scene, item, 'reassigned', `to ${target.agent.name}`, note);
  await tellWhoLost(scene, item, entryId, `Now with ${target.agent.name}`, note);
  if (isCall) {
    const queue = await queueOf(scene, item.queueId);
    const free = moveWork(loose, 'recall');
    return ring(scene, next(free, { handover }), queue, target.agent, `Given to you by ${scene.agent.name}`);
  }
  await given(scene, loose, agentId, handover);
}

/** All that goes with the hands, or the desk, where it was; the item itself is still to be moved. */
async function taken(scene: Scene, item: WorkItem): Promise<WorkItem> {
  const { holderId } = item;
  const loose = await partyOver(scene.tx, scene.changes, item, scene.now);
  if (item.state === 'offered') await withdrawOf(scene, item, `reassigned by ${scene.agent.name}`);
  if (item.state === 'held' && holderId !== null) {
    await putOnHold(scene, item);
    if (item.channel === 'voice') await freeAfterCall(scene, holderId);
    await notAgainTo(scene, item, holderId);
  }
  return loose;
}

/** Who had it learns who has it now and why; what they had begun to write stays theirs, at their desk. */
async function tellWhoLost(scene: Scene, item: WorkItem, entryId: string, where: string, note: string | null) {
  const { holderId } = item;
  if (item.state !== 'held' || holderId === null || holderId === scene.agent.id) return;
  const words = note === null || note === saidOf(scene) ? where : `${where}: ${note}`;
  await tellAgent(scene, { agentId: holderId, about: 'taken', from: scene.agent, item, entryId, words });
}

async function given(scene: Scene, item: WorkItem, agentId: string, handover: Handover): Promise<void> {
  const { changes, tx, now } = scene;
  changes.grant([agentId], item.customerId);
  changes.workItem({ ...takeWork(item, item.state === 'held' ? 'pass' : 'take', agentId, now), handover });
  if (item.channel !== 'voice') return;
  const row = await readPresence(tx, agentId, 'lock');
  if (row) changes.presence(movePresence(row, 'answer', now));
}
