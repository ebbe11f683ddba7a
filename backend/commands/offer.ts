import type { Offer } from '../../shared/domain/offer.ts';
import type { WorkItem } from '../../shared/domain/work.ts';
import { read } from '../records/read.ts';
import { refuse, type Scene } from './command.ts';

export type Answering = { readonly offer: Offer; readonly item: WorkItem };

/**
 * The offer an agent answers, with its work item, both locked. Somebody else's is as if it were not there. Late, by
 * state, by lease or by epoch, is late: 'expired', whether or not the router has already said so.
 */
export async function answering(scene: Scene, offerId: string, epoch: number): Promise<Answering> {
  const { tx, agent, leases } = scene;
  const seen = await read(tx, 'offer', offerId);
  if (seen?.agentId !== agent.id) return refuse('not-found', 'no such offer');
  const item = await read(tx, 'work_item', seen.workItemId, 'lock');
  const offer = await read(tx, 'offer', offerId, 'lock');
  if (!item || !offer) return refuse('not-found', 'no such offer');
  const wanted = offer.kind === 'consult' ? 'held' : 'offered';
  const fenced = offer.epoch !== epoch || item.epoch !== epoch || item.state !== wanted;
  if (offer.state !== 'ringing' || leases.isOver(offerId) || fenced)
    return refuse('expired', `the offer is ${offer.state}`, fenced ? 'old epoch' : undefined);
  return { offer, item };
}
