// The work after a contact: after a call when the line is closed, after a written item when it is finished and was the last
// one at hand. It ends by itself where the queue's policy gives it a time.
import {
  afterOver,
  type AtHand,
  extendAfter,
  hangUp,
  movePresence,
  wrapUpWritten,
} from '../../shared/domain/presence.ts';
import type { Queue, WorkItem } from '../../shared/domain/work.ts';
import { afterContactMs } from '../../shared/domain/wrap-up.ts';
import { endWork } from '../../shared/domain/work-moves.ts';
import { byItself } from '../ledger/cause.ts';
import { type Changes, newChanges } from '../records/changes.ts';
import { eventEntry } from '../records/events.ts';
import { read, readPresence } from '../records/read.ts';
import type { Tx } from '../store/db.ts';
import { partyOver } from './party.ts';

type Making = { readonly now: number; readonly id: () => string };

/** Milliseconds that the item's queue gives on its channel; null: until the agent says so. A queue of before has no policy. */
const givenBy = (queue: Queue | null, { channel }: WorkItem): number | null =>
  queue?.wrapUp ? afterContactMs(queue.wrapUp, channel) : null;

const timeOf = async (tx: Tx, item: WorkItem): Promise<number | null> =>
  givenBy(await read(tx, 'queue', item.queueId), item);

/** Locks the presence, so the item's lock must be held already. */
export async function beginAfterContact(tx: Tx, changes: Changes, item: WorkItem, now: number): Promise<void> {
  const ms = await timeOf(tx, item);
  await partyOver(tx, changes, item, now);
  const row = item.holderId ? await readPresence(tx, item.holderId, 'lock') : null;
  if (!row) return;
  const moved = hangUp(row, item.id, ms, now);
  if (moved !== row) changes.presence(moved);
}

const AT_HAND = `SELECT
  (SELECT count(*)::int FROM work_item
    WHERE holder_id = $1 AND state = 'held' AND json->>'parked' IS NULL AND id <> $2) AS open,
  EXISTS (SELECT FROM offer WHERE agent_id = $1 AND state = 'ringing') AS rings`;

/**
 * A written item is finished by its holder. Locks the presence first: of two that are finished at once the second finds
 * the first one over.
 */
export async function beginAfterWritten(
  tx: Tx,
  changes: Changes,
  item: WorkItem,
  queue: Queue | null,
  now: number,
): Promise<void> {
  const ms = givenBy(queue, item);
  const row = ms && item.holderId ? await readPresence(tx, item.holderId, 'lock') : null;
  if (!row) return;
  const [atHand] = await tx.query<AtHand>(AT_HAND, [item.holderId, item.id]);
  const moved = atHand ? wrapUpWritten(row, item.id, ms, atHand, now) : row;
  if (moved !== row) changes.presence(moved);
}

/** The work after a written item is over before its time; false: there is none. */
export async function stopAfterWritten(tx: Tx, changes: Changes, item: WorkItem, now: number): Promise<boolean> {
  const row = item.holderId ? await readPresence(tx, item.holderId, 'lock') : null;
  if (row?.presence.after?.workItemId !== item.id) return false;
  changes.presence(movePresence(row, 'finish', now));
  return true;
}

/** False: there is nothing to extend, or it was extended already. */
export async function extendAfterContact(tx: Tx, changes: Changes, item: WorkItem): Promise<boolean> {
  const ms = await timeOf(tx, item);
  const row = item.holderId ? await readPresence(tx, item.holderId, 'lock') : null;
  const longer = row && ms !== null ? extendAfter(row, item.id, ms) : null;
  if (longer) changes.presence(longer);
  return longer !== null;
}

/**
 * The time is over: the item is finished as it stands, and the agent is free or as they had asked. What they were writing
 * is still taken afterwards (`commands/work-finish.ts`). `ms`: the time that has passed; an extended one is not over.
 */
export async function endAfterContact(tx: Tx, agentId: string, ms: number, { now, id }: Making): Promise<boolean> {
  const seen = (await readPresence(tx, agentId))?.presence.after;
  if (!seen) return false;
  const item = await read(tx, 'work_item', seen.workItemId, 'lock');
  const row = await readPresence(tx, agentId, 'lock');
  if (row?.presence.after?.workItemId !== seen.workItemId || row.presence.after.ms !== ms) return false;
  const changes = newChanges(byItself('wrap-up time over'));
  if (item?.state === 'held' && item.holderId === agentId) {
    changes.workItem({ ...endWork(item, 'finish', now), outcome: 'done', answered: true, endedBy: 'time' });
    const about = { id: item.caseId, customerId: item.customerId };
    changes.entry(eventEntry(id(), about, now, 'finished', 'The time for wrap-up was over'));
  }
  changes.presence(afterOver(row, now));
  await changes.flush(tx);
  return true;
}
