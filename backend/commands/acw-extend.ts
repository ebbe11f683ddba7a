import type { CommandOf } from '../../shared/contract/commands.ts';
import type { WorkItem } from '../../shared/domain/work.ts';
import { read } from '../records/read.ts';
import { extendAfterContact } from '../routing/after-contact.ts';
import { type Effect, NOTHING_MADE, refuse, type Scene } from './command.ts';

/** The agent asks for as much time after the contact once more. */
export const extendAcw: Effect<CommandOf<'acw.extend'>['params']> = async (scene, params) => {
  const item = await contactOver(scene, params);
  const longer = await extendAfterContact(scene.tx, scene.changes, item);
  return longer ? NOTHING_MADE : refuse('conflict', 'There is no time to extend, or it was extended already.');
};

/**
 * The item whose contact is over, locked: a call is still held until it is finished, a written item is finished already.
 * @throws Fault not-found, conflict
 */
export async function contactOver(
  { tx, agent }: Scene,
  { workItemId, epoch }: { readonly workItemId: string; readonly epoch: number },
): Promise<WorkItem> {
  const item = await read(tx, 'work_item', workItemId, 'lock');
  if (item?.holderId !== agent.id) return refuse('not-found', 'You do not hold this any more.');
  const isOver = item.state === (item.channel === 'voice' ? 'held' : 'finished');
  if (!isOver || item.epoch !== epoch) return refuse('conflict', 'This is over already.', 'old epoch');
  return item;
}
