import type { CommandOf } from '../../shared/contract/commands.ts';
import { read } from '../records/read.ts';
import { extendAfterContact } from '../routing/after-contact.ts';
import { type Effect, NOTHING_MADE, refuse } from './command.ts';

/** The holder asks for as much time after the contact once more. */
export const extendAcw: Effect<CommandOf<'acw.extend'>['params']> = async (scene, { workItemId, epoch }) => {
  const { tx, agent, changes } = scene;
  const item = await read(tx, 'work_item', workItemId, 'lock');
  if (item?.holderId !== agent.id) return refuse('not-found', 'no such work item of this agent');
  if (item.state !== 'held' || item.epoch !== epoch)
    return refuse('conflict', `the work item is ${item.state}`, 'old epoch');
  const longer = await extendAfterContact(tx, changes, item);
  return longer ? NOTHING_MADE : refuse('conflict', 'there is no time to extend, or it was extended already');
};
