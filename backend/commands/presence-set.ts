import type { AskedPresence } from '../../shared/domain/presence.ts';
import { type Offer, moveOffer } from '../../shared/domain/offer.ts';
import { read, readPresence } from '../records/read.ts';
import { backToQueue } from '../routing/offers.ts';
import { askPresence } from '../routing/presence.ts';
import { type Effect, NOTHING_MADE, refuse, type Scene } from './command.ts';

/** On a contact it waits until the contact is done. Going away while an offer rings gives the offer back at once. */
export const setPresence: Effect<AskedPresence> = async (scene, asked) => {
  if (asked.state !== 'available') await giveBackRinging(scene);
  const row = await readPresence(scene.tx, scene.agent.id, 'lock');
  if (!row) return refuse('not-found', 'no presence of this agent');
  scene.changes.presence(askPresence(row, asked, scene.now));
  return NOTHING_MADE;
};

async function giveBackRinging({ tx, agent, changes }: Scene): Promise<void> {
  const rows = await tx.query<{ json: Offer }>(`SELECT json FROM offer WHERE agent_id = $1 AND state = 'ringing'`, [
    agent.id,
  ]);
  const seen = rows[0]?.json;
  const item = seen && (await read(tx, 'work_item', seen.workItemId, 'lock'));
  const offer = item && (await read(tx, 'offer', seen.id, 'lock'));
  if (offer?.state !== 'ringing') return;
  changes.offer({ ...moveOffer(offer, 'withdraw'), withdrawnWhy: 'agent not available' });
  if (item?.state === 'offered') changes.workItem(backToQueue(item));
}
