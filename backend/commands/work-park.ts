import type { CommandOf } from '../../shared/contract/commands.ts';
import type { WorkItem } from '../../shared/domain/work.ts';
import { next, read } from '../records/read.ts';
import { DATABASE_NOW } from '../store/shared-time.ts';
import { type Effect, NOTHING_MADE, refuse, type Scene } from './command.ts';
import { isErased } from './not-erased.ts';

/** Longer is no snooze any more: such a matter wants a case that is opened again. Milliseconds. */
const LONGEST = 90 * 86_400_000;

/**
 * Out of the way and still in the same hands, so neither epoch nor ledger change; it takes no place of the holder's
 * capacity, because nobody can work on it now. A call cannot be set aside: somebody is on the line.
 */
export const parkWork: Effect<CommandOf<'work.park'>['params']> = async (
  scene,
  { workItemId, epoch, until, reason },
) => {
  const { changes, now } = scene;
  const item = await ownItem(scene, workItemId, epoch);
  if (item.channel === 'voice') return refuse('bad-input', 'A call cannot be parked.');
  if (until !== null && until <= now)
    return refuse('expired', 'The time to come back is over already. Choose a later one.');
  if (until !== null && until - now > LONGEST) return refuse('bad-input', 'It can be parked for 90 days at most.');
  const words = (await isErased(scene, item.customerId)) ? null : reason?.trim() || null;
  const shared = until === null ? null : until + (await aheadOf(scene));
  changes.workItem(next(item, { parked: { until: shared, reason: words, at: now }, woken: null }));
  return NOTHING_MADE;
};

/** By how much the clock that all nodes share is before this one's, which the desk counts by. Milliseconds. */
async function aheadOf({ tx, now, sharedNow }: Scene): Promise<number> {
  if (sharedNow !== null) return 0;
  const [row] = await tx.query<{ at: number | string }>(`SELECT ${DATABASE_NOW} AS at`);
  return row ? Number(row.at) - now : 0;
}

export const wakeWork: Effect<CommandOf<'work.wake'>['params']> = async (scene, { workItemId, epoch }) => {
  const item = await ownItem(scene, workItemId, epoch);
  if (item.parked) scene.changes.workItem(next(item, { parked: null, woken: null }));
  return NOTHING_MADE;
};

async function ownItem({ tx, agent }: Scene, workItemId: string, epoch: number): Promise<WorkItem> {
  const item = await read(tx, 'work_item', workItemId, 'lock');
  if (item?.holderId !== agent.id) return refuse('not-found', 'You do not hold this any more.');
  if (item.state !== 'held') return refuse('conflict', 'You do not hold this any more.');
  if (item.epoch !== epoch) return refuse('denied', 'It has changed hands since.', 'old epoch');
  return item;
}
