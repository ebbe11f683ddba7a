// What one desk would see at this moment, read through the same services as a desk's snapshot.
import type { Offer } from '../../../shared/domain/offer.ts';
import type { Presence } from '../../../shared/domain/presence.ts';
import type { WorkItem } from '../../../shared/domain/work.ts';
import type { Services } from '../../services.ts';
import type { Queryable } from '../../store/db.ts';

export type DeskView = {
  readonly agentId: string;
  readonly presence: Presence | null;
  readonly ringing: readonly Offer[];
  readonly held: readonly WorkItem[];
};

export async function readDesk(services: Services, db: Queryable, agentId: string): Promise<DeskView> {
  const view = { presence: null as Presence | null, ringing: [] as Offer[], held: [] as WorkItem[] };
  for (const event of await services.snapshotOf(db, agentId)) {
    if (event.kind === 'presence.changed' && event.presence.agentId === agentId) view.presence = event.presence;
    if (event.kind === 'offer.changed' && event.offer.agentId === agentId && event.offer.state === 'ringing')
      view.ringing.push(event.offer);
    if (event.kind === 'work.changed' && event.workItem.holderId === agentId && event.workItem.state === 'held')
      view.held.push(event.workItem);
  }
  return { agentId, ...view };
}
