import type { WorkItem } from '../../shared/domain/work.ts';
import { read } from '../records/read.ts';
import { refuse, type Scene } from './command.ts';

/** The work item, locked, in the hands of the agent at this epoch. @throws Fault not-found, conflict */
export async function mustHold(
  { tx, agent }: Scene,
  { workItemId, epoch }: { readonly workItemId: string; readonly epoch: number },
): Promise<WorkItem> {
  const item = await read(tx, 'work_item', workItemId, 'lock');
  if (item?.holderId !== agent.id) return refuse('not-found', 'You do not hold this any more.');
  if (item.state !== 'held' || item.epoch !== epoch)
    return refuse('conflict', 'You do not hold this any more, or it has changed hands since.', 'old epoch');
  return item;
}
