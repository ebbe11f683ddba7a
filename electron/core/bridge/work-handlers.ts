import type { Handlers } from '../../../shared/contract/bridge.ts';
import { moveOffer, type Offer } from '../../../shared/domain/offer.ts';
import { uuidv7 } from '../../../shared/lib/ids.ts';
import { type Context, missing } from './context.ts';

export const workHandlers = (context: Context) => {
  const { cache, outbox, clock } = context;

  const answer = (offerId: string, command: (offer: Offer) => Parameters<typeof outbox.add>[0]['command']) => {
    const offer = cache.offers.get(offerId) ?? missing('offer');
    return outbox.add({ command: command(offer), customerId: offer.customerId, expiresAt: offer.expiresAt });
  };

  return {
    'work.read': () => {
      const agent = context.agent();
      if (!agent) return { offer: null, lastOffer: null, items: [] };
      const offers = cache.offers.newestOf(agent.id).map(offer => asOf(offer, context.backendNow()));
      return {
        offer: offers.find(offer => offer.state === 'ringing') ?? null,
        lastOffer: offers.find(offer => offer.state !== 'ringing') ?? null,
        items: cache.workItems.heldBy(agent.id),
      };
    },
    'offer.accept': ({ offerId }) =>
      answer(offerId, ({ epoch }) => ({
        id: uuidv7(clock.now()),
        kind: 'offer.accept',
        params: { offerId, epoch },
      })),
    'offer.decline': ({ offerId, reason }) =>
      answer(offerId, ({ epoch }) => ({
        id: uuidv7(clock.now()),
        kind: 'offer.decline',
        params: { offerId, epoch, reason },
      })),
    'work.finish': ({ workItemId, wrapUp }) => {
      const { epoch, customerId } = cache.workItems.get(workItemId) ?? missing('work item');
      const id = uuidv7(clock.now());
      return outbox.add({
        command: { id, kind: 'work.finish', params: { workItemId, epoch, wrapUp } },
        customerId,
      });
    },
  } satisfies Partial<Handlers>;
};

/** Without a network nobody tells the desk that an offer has ended: its own time does. */
const asOf = (offer: Offer, backendNow: number): Offer =>
  offer.state === 'ringing' && backendNow >= offer.expiresAt ? moveOffer(offer, 'expire') : offer;
