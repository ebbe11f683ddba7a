// Presence, offers and the work that is held; the board of a lead.
import { z } from 'zod';
import { offerSchema } from '../../domain/offer.ts';
import { askedPresenceSchema, presenceSchema } from '../../domain/presence.ts';
import { idSchema, lineSchema } from '../../domain/primitives.ts';
import { boardSchema, declineReasonSchema, queueSchema, workItemSchema } from '../../domain/work.ts';
import { method, nothing } from './method.ts';
import { outboxItemSchema } from './outbox.ts';

export const workMethods = {
  'presence.read': method(nothing, presenceSchema.nullable()),
  'presence.set': method(askedPresenceSchema, outboxItemSchema),
  'queues.read': method(nothing, z.array(queueSchema)),

  /** The ringing offer if any, the newest ended one, and the items held by this agent, newest first. */
  'work.read': method(
    nothing,
    z.object({ offer: offerSchema.nullable(), lastOffer: offerSchema.nullable(), items: z.array(workItemSchema) }),
  ),
  'offer.accept': method(z.object({ offerId: idSchema }), outboxItemSchema),
  'offer.decline': method(z.object({ offerId: idSchema, reason: declineReasonSchema }), outboxItemSchema),
  'work.finish': method(z.object({ workItemId: idSchema, wrapUp: lineSchema.nullable() }), outboxItemSchema),
  'board.read': method(nothing, boardSchema.nullable()),
} as const;
