// Presence, offers and the work that is held; the board of a lead.
import * as z from 'zod';
import { offerSchema } from '../../domain/offer.ts';
import { askedPresenceSchema, presenceSchema } from '../../domain/presence.ts';
import { audienceSchema, idSchema, lineSchema, timeSchema } from '../../domain/primitives.ts';
import { boardSchema, declineReasonSchema, queueSchema, workItemSchema } from '../../domain/work.ts';
import { ownCallSchema } from './call.ts';
import { method, nothing } from './method.ts';
import { outboxItemSchema } from './outbox.ts';
import { openedSchema } from './timeline.ts';

export const wrapUpDraftSchema = z.object({
  text: z.string().max(100_000),
  disposition: z.string().max(60).nullable(),
  savedAt: timeSchema,
});
export type WrapUpDraft = z.infer<typeof wrapUpDraftSchema>;

/** What rings and what is held. */
const workSchema = z.object({
  offer: offerSchema.nullable(),
  lastOffer: offerSchema.nullable(),
  items: z.array(workItemSchema),
  /** Who can read each conversation that rings, is held or is helped with, by its interaction, as far as the desk knows. */
  audiences: z.record(idSchema, audienceSchema).optional(),
  conversation: openedSchema.optional(),
});

/** The answers to `work.read`, `work.helping` and `call.read`, told unasked: a ring does not wait for questions. */
export const workToldSchema = z.object({
  work: workSchema,
  helping: z.array(workItemSchema),
  call: ownCallSchema.nullable(),
});
export type WorkTold = z.infer<typeof workToldSchema>;

export const workMethods = {
  'presence.read': method(nothing, presenceSchema.nullable()),
  'presence.set': method(askedPresenceSchema, outboxItemSchema),
  'queues.read': method(nothing, z.array(queueSchema)),

  /**
   * The ringing offer if any, the newest ended one, and the items held by this agent, newest first. `knownOfferId`: what
   * the screen shows already, null for nothing; another one that rings comes with its conversation, so that history is
   * there in the same answer as the ring.
   */
  'work.read': method(z.object({ knownOfferId: idSchema.nullable().optional() }), workSchema),
  'offer.accept': method(z.object({ offerId: idSchema }), outboxItemSchema),
  'offer.decline': method(z.object({ offerId: idSchema, reason: declineReasonSchema }), outboxItemSchema),
  /** Waiting work of a customer that this desk has, without an offer. Asked late it is not wanted any more. */
  'work.take': method(z.object({ workItemId: idSchema }), outboxItemSchema),
  'work.finish': method(
    z.object({
      workItemId: idSchema,
      wrapUp: lineSchema.nullable(),
      disposition: z.string().max(60).nullable().default(null),
    }),
    outboxItemSchema,
  ),
  'acw.extend': method(z.object({ workItemId: idSchema }), outboxItemSchema),
  'acw.end': method(z.object({ workItemId: idSchema }), outboxItemSchema),
  /** What is written of the wrap-up so far, kept as the agent's other drafts are; null: nothing. */
  'wrapUp.read': method(z.object({ workItemId: idSchema }), wrapUpDraftSchema.nullable()),
  /** Neither words nor disposition: the draft goes. */
  'wrapUp.write': method(wrapUpDraftSchema.omit({ savedAt: true }).extend({ workItemId: idSchema }), nothing),
  'board.read': method(nothing, boardSchema.nullable()),
} as const;
