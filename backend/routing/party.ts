// Those who were asked in beside the holder, when the work is over or in other hands.
import { moveOffer } from '../../shared/domain/offer.ts';
import { movePresence } from '../../shared/domain/presence.ts';
import type { WorkItem } from '../../shared/domain/work.ts';
import type { Changes } from '../records/changes.ts';
import { next, readPresence, ringingOffer } from '../records/read.ts';
import type { Tx } from '../store/db.ts';

/**
 * Everybody goes but `stays`, who now has it: what rings is taken back, and who was on the call is free, or as they had
 * asked. The item's lock is held. Returns the item without them.
 */
export async function partyOver(
  tx: Tx,
  changes: Changes,
  item: WorkItem,
  now: number,
  stays: string | null = null,
): Promise<WorkItem> {
  if (item.participants.length === 0) return item;
  const offer = await ringingOffer(tx, item.id);
  if (offer) changes.offer({ ...moveOffer(offer, 'withdraw'), withdrawnWhy: 'no longer needed' });
  const onCall = item.channel === 'voice' ? item.participants : [];
  for (const { agentId, role } of onCall) {
    if (role === 'asked' || agentId === stays) continue;
    const row = await readPresence(tx, agentId, 'lock');
    if (row) changes.presence(movePresence(row, 'finish', now));
  }
  const alone = next(item, { participants: [] });
  changes.workItem(alone);
  return alone;
}
