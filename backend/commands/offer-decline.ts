import type { CommandOf } from '../../shared/contract/commands.ts';
import { moveOffer } from '../../shared/domain/offer.ts';
import { eventEntry } from '../records/events.ts';
import { askOn } from '../routing/ask-on.ts';
import { giveBack } from '../routing/offers.ts';
import { sendBack } from '../routing/ring.ts';
import { type Effect, NOTHING_MADE } from './command.ts';
import { notAgainTo } from './hand-over.ts';
import { answering } from './offer.ts';

/** The item goes back to its place, and for a while not to this agent if somebody else could serve it. */
export const declineOffer: Effect<CommandOf<'offer.decline'>['params']> = async (scene, { offerId, epoch, reason }) => {
  const { agent, changes, now } = scene;
  const { offer, item } = answering(scene, offerId, epoch);
  changes.offer({ ...moveOffer(offer, 'decline'), declineReason: reason });
  const about = { id: item.caseId, customerId: item.customerId };
  const by = { kind: 'agent', name: agent.name, address: null, agentId: agent.id } as const;
  const name = offer.kind === 'consult' ? 'consult.declined' : 'offer.declined';
  const said = eventEntry(scene.id(), about, now, name, reason, by);
  changes.entry(said);
  if (offer.kind === 'consult') {
    await askOn(scene, item, offer);
    return NOTHING_MADE;
  }
  if (offer.returnsTo === undefined) giveBack(changes, item);
  else await sendBack(scene, item, offer, said.id);
  await notAgainTo(scene, item, agent.id);
  return NOTHING_MADE;
};
