import type { Offer } from '../../shared/domain/offer.ts';
import type { WorkItem } from '../../shared/domain/work.ts';
import type { Leases } from '../routing/leases.ts';
import { askAll, type Statement } from '../store/db.ts';
import { type First, refuse, type Scene } from './command.ts';

/** Who has an offer, and what it is about, never change. */
const LOCK_ITEM = `SELECT json FROM work_item
  WHERE id = (SELECT work_item_id FROM offer WHERE id = $1 AND agent_id = $2) FOR UPDATE`;
const LOCK_OFFER = `SELECT json, (SELECT missed FROM presence WHERE agent_id = $2) AS missed
  FROM offer WHERE id = $1 AND agent_id = $2 FOR UPDATE`;
type OfferRow = { json: Offer; missed: number | null };

/** For whoever answers too late. */
const offerEnded: Readonly<Record<Offer['state'], string>> = {
  ringing: 'The offer has ended.',
  accepted: 'You have accepted this already.',
  declined: 'You have declined this already.',
  missed: 'The time to accept it is over.',
  withdrawn: 'The offer was taken back.',
};

const locks = (offerId: string, agentId: string): [item: Statement, offer: Statement] => [
  { text: LOCK_ITEM, params: [offerId, agentId] },
  { text: LOCK_OFFER, params: [offerId, agentId] },
];
type Locked = readonly [items: { json: WorkItem }[], offers: OfferRow[]];

/** Of whoever answers an offer: its locks. */
export const answeringFirst: First<{ readonly offerId: string }> = (agentId, { offerId }) => locks(offerId, agentId);

/** `missed`: offers that this agent has missed in a row, as it was seen, without a lock. */
export type Answering = { readonly offer: Offer; readonly item: WorkItem; readonly missed: number };

/**
 * The offer an agent answers, with its work item, both locked. Somebody else's is as if it were not there. Late, by
 * state, by lease or by epoch, is late: 'expired', whether or not the router has already said so.
 */
export const answering = ({ first, leases }: Scene, offerId: string, epoch: number): Answering =>
  answerable(leases, first as Locked, offerId, epoch);

/** The same of an offer that the command has found by itself. */
export async function answeringFound(scene: Scene, offerId: string, epoch: number): Promise<Answering> {
  const { tx, agent, leases } = scene;
  return answerable(leases, await askAll<[{ json: WorkItem }, OfferRow]>(tx, locks(offerId, agent.id)), offerId, epoch);
}

function answerable(leases: Leases, [[itemRow], [offerRow]]: Locked, offerId: string, epoch: number): Answering {
  if (!itemRow || !offerRow) return refuse('not-found', 'There is no such offer any more.');
  const [item, offer] = [itemRow.json, offerRow.json];
  const wanted = offer.kind === 'consult' ? 'held' : 'offered';
  const fenced = offer.epoch !== epoch || item.epoch !== epoch || item.state !== wanted;
  if (offer.state !== 'ringing' || leases.isOver(offerId) || fenced)
    return refuse('expired', offerEnded[offer.state], fenced ? 'old epoch' : undefined);
  return { offer, item, missed: offerRow.missed ?? 0 };
}
