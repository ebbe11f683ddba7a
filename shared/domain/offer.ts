import * as z from 'zod';
import { askingSchema } from './among.ts';
import { channelSchema, idSchema, lineSchema, timeSchema, versionSchema } from './primitives.ts';
import { declineReasonSchema, handoverSchema } from './work.ts';

export const OFFER_STATES = ['ringing', 'accepted', 'declined', 'missed', 'withdrawn'] as const;
export type OfferState = (typeof OFFER_STATES)[number];
export type OfferMove = 'accept' | 'decline' | 'expire' | 'withdraw';

/** A work item reserved for one agent for a short time. */
export const offerSchema = z.object({
  id: idSchema,
  version: versionSchema,
  workItemId: idSchema,
  agentId: idSchema,
  customerId: idSchema,
  caseId: idSchema,
  interactionId: idSchema,
  channel: channelSchema,
  queueId: idSchema,
  queueName: lineSchema,
  customerName: lineSchema,
  from: lineSchema,
  subject: lineSchema,
  /** Why this agent: plain words made by routing. */
  why: lineSchema,
  /** When the work item entered the queue; waited = now − this. */
  enteredAt: timeSchema,
  madeAt: timeSchema,
  expiresAt: timeSchema,
  state: z.enum(OFFER_STATES),
  /** The work item's epoch this offer reserves; an answer must carry it. */
  epoch: z.number().int().min(0),
  declineReason: declineReasonSchema.nullable(),
  /** For `withdrawn`: e.g. `caller hung up`. */
  withdrawnWhy: lineSchema.nullable(),
  /** `work`: to take the item over. `consult`: to help its holder, who keeps it. */
  kind: z.enum(['work', 'consult']).default('work'),
  /** Whose hands it comes from, and why. */
  handover: handoverSchema.nullable().default(null),
  /** Whoever sent it here: not taken, it rings with them. Left out: it goes to its queue. */
  returnsTo: idSchema.optional(),
  /** Of a question to whoever is free among some; left out: it was asked of this agent. */
  asking: askingSchema.optional(),
});
export type Offer = z.infer<typeof offerSchema>;

/** Why it was withdrawn, where its agent stopped taking work while it rang: told to others so, and to that agent as their own act. */
export const NOT_AVAILABLE = 'agent not available';

/** The whole state machine; `docs` and tests read it too. */
export const offerMoves: Readonly<Record<OfferState, Readonly<Partial<Record<OfferMove, OfferState>>>>> = {
  ringing: { accept: 'accepted', decline: 'declined', expire: 'missed', withdraw: 'withdrawn' },
  accepted: {},
  declined: {},
  missed: {},
  withdrawn: {},
};

/** A move the table does not know leaves the offer alone: networks repeat and reorder. */
export function moveOffer(offer: Offer, move: OfferMove): Offer {
  const state = offerMoves[offer.state][move];
  return state ? { ...offer, state, version: offer.version + 1 } : offer;
}
