// Offers that are taken back from an agent who can no longer take them, and has missed nothing.
import { moveOffer, type Offer } from '../../shared/domain/offer.ts';
import { eventEntry } from '../records/events.ts';
import { read } from '../records/read.ts';
import { askOn } from './ask-on.ts';
import { giveBack } from './offers.ts';
import { type Ringing, sendBack } from './ring.ts';

/**
 * Takes the ringing offer of an agent back, who has not missed it; the item keeps its place, and out of a colleague's
 * transfer rings with its sender again; a question to several goes on to the next. Locks work before offer, so call it before the presence is locked; the turns of
 * intake and routing are taken.
 */
export async function withdrawRinging(ringing: Ringing, agentId: string, why: string): Promise<void> {
  const { tx, changes, now, id } = ringing;
  const [row] = await tx.query<{ json: Offer }>(`SELECT json FROM offer WHERE agent_id = $1 AND state = 'ringing'`, [
    agentId,
  ]);
  const item = row && (await read(tx, 'work_item', row.json.workItemId, 'lock'));
  const offer = item && (await read(tx, 'offer', row.json.id, 'lock'));
  if (!offer || offer.state !== 'ringing') return;
  changes.offer({ ...moveOffer(offer, 'withdraw'), withdrawnWhy: why });
  if (offer.kind === 'consult') return askOn(ringing, item, offer);
  if (offer.returnsTo === undefined) return giveBack(changes, item);
  const about = { id: item.caseId, customerId: item.customerId };
  const said = eventEntry(id(), about, now, 'offer.withdrawn', why);
  changes.entry(said);
  await sendBack(ringing, item, offer, said.id);
}
