import type { CommandOf } from '../../shared/contract/commands.ts';
import type { WorkItem } from '../../shared/domain/work.ts';
import { controlled } from '../../shared/domain/call.ts';
import { eventEntry } from '../records/events.ts';
import { callOf, next, read, readPresence } from '../records/read.ts';
import { movePresence } from '../routing/presence.ts';
import { askExchange } from './call-ask.ts';
import { talked } from './call-control.ts';
import { type Effect, NOTHING_MADE, refuse, type Scene } from './command.ts';

/** The holder is done. Of a call, its end, talk time and wrap-up are written; the agent is free, or as they had asked. */
export const finishWork: Effect<CommandOf<'work.finish'>['params']> = async (scene, { workItemId, epoch, wrapUp }) => {
  const { tx, agent, changes, now } = scene;
  const item = await read(tx, 'work_item', workItemId, 'lock');
  if (item?.holderId !== agent.id) return refuse('not-found', 'no such work item of this agent');
  if (item.state !== 'held' || item.epoch !== epoch) return refuse('conflict', `the work item is ${item.state}`);
  changes.workItem(next(item, { state: 'finished', finishedAt: now, epoch: item.epoch + 1 }));
  const about = { id: item.caseId, customerId: item.customerId };
  const by = { kind: 'agent', name: agent.name, address: null, agentId: agent.id } as const;
  changes.entry(eventEntry(scene.id(), about, now, 'finished', wrapUp, by));
  if (item.channel === 'voice') await endContact(scene, item, wrapUp);
  return NOTHING_MADE;
};

async function endContact(scene: Scene, item: WorkItem, wrapUp: string | null): Promise<void> {
  const { tx, changes, agent, now } = scene;
  const entry = await callOf(tx, item.interactionId);
  if (entry) {
    const { call } = entry;
    const over = controlled(call, 'end', now);
    const talkMs = talked(entry, now);
    changes.entry(next(entry, { call: { ...call, ...over, talkMs, wrapUp: wrapUp ?? call.wrapUp } }));
    if (over) askExchange(scene, entry, { do: 'end' });
  }
  const row = await readPresence(tx, agent.id, 'lock');
  if (row) changes.presence(movePresence(row, 'finish', now));
}
