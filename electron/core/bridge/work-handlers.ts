import type { Handlers } from '../../../shared/contract/bridge.ts';
import { moveOffer, type Offer } from '../../../shared/domain/offer.ts';
import { uuidv7 } from '../../../shared/lib/ids.ts';
import { FIRST_PAGE } from '../../../shared/contract/bridge/timeline.ts';
import { type Context, missing } from './context.ts';
import { open } from './timeline.ts';

/** Who looks at waiting work takes it now, or looks again. Milliseconds. */
const TAKE_WORTH_MS = 60_000;

export const workHandlers = (context: Context) => {
  const { cache, outbox, clock } = context;

  const conversationOf = (customerId: string) => {
    context.reading(customerId);
    return open(context, { customerId, limit: FIRST_PAGE }, context.file.settings.filter());
  };

  const answer = (offerId: string, command: (offer: Offer) => Parameters<typeof outbox.add>[0]['command']) => {
    const offer = cache.offers.get(offerId) ?? missing('offer');
    return outbox.add({ command: command(offer), customerId: offer.customerId, expiresAt: offer.expiresAt });
  };

  const audiencesOf = (all: readonly { interactionId: string }[]) =>
    Object.fromEntries(
      all.flatMap(({ interactionId: id }) => {
        const interaction = cache.interactions.get(id);
        return interaction ? [[id, interaction.audience] as const] : [];
      }),
    );

  return {
    'work.read': ({ knownOfferId }) => {
      const agent = context.agent();
      if (!agent) return { offer: null, lastOffer: null, items: [], audiences: {} };
      const offers = cache.offers.newestOf(agent.id).map(offer => asOf(offer, context.backendNow()));
      const offer = offers.find(({ state }) => state === 'ringing') ?? null;
      const items = cache.workItems.heldBy(agent.id);
      const isNews = knownOfferId !== undefined && offer !== null && offer.id !== knownOfferId;
      return {
        offer,
        lastOffer: offers.find(({ state }) => state !== 'ringing') ?? null,
        items,
        audiences: audiencesOf([...(offer ? [offer] : []), ...items, ...cache.workItems.sharedWith(agent.id)]),
        ...(isNews && cache.customers.get(offer.customerId) ? { conversation: conversationOf(offer.customerId) } : {}),
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
    'work.take': ({ workItemId }) => {
      const { epoch, customerId } = cache.workItems.get(workItemId) ?? missing('work item');
      const command = { id: uuidv7(clock.now()), kind: 'work.take', params: { workItemId, epoch } } as const;
      return outbox.add({ command, customerId, expiresAt: Math.round(context.backendNow()) + TAKE_WORTH_MS });
    },
  } satisfies Partial<Handlers>;
};

/** Without a network nobody tells the desk that an offer has ended: its own time does. */
const asOf = (offer: Offer, backendNow: number): Offer =>
  offer.state === 'ringing' && backendNow >= offer.expiresAt ? moveOffer(offer, 'expire') : offer;
