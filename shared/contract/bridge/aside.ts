// Several open items side by side: set aside, settled together, and what is new in them.
import * as z from 'zod';
import { idSchema, lineSchema, timeSchema } from '../../domain/primitives.ts';
import { workItemSchema } from '../../domain/work.ts';
import { method, nothing } from './method.ts';
import { outboxItemSchema } from './outbox.ts';

/** Items settled by one confirmation. */
export const MAX_TOGETHER = 100;
/** Milliseconds: the longest that a command waits on the desk so that it can be taken back. */
export const MAX_UNDO = 15_000;

const parking = { until: timeSchema.nullable(), reason: lineSchema.nullable() };

/** What is done to several items alike. */
export const togetherSchema = z.discriminatedUnion('do', [
  z.object({ do: z.literal('finish'), disposition: z.string().max(60).nullable(), wrapUp: lineSchema.nullable() }),
  z.object({ do: z.literal('no-response'), reason: lineSchema.min(1) }),
  z.object({ do: z.literal('park'), ...parking }),
]);
export type Together = z.infer<typeof togetherSchema>;

/** What became of one of several: a command of its own, or why there is none. */
export const togetherResultSchema = z.object({
  workItemId: idSchema,
  commandId: idSchema.nullable(),
  refused: z.string().max(500).nullable(),
});
export type TogetherResult = z.infer<typeof togetherResultSchema>;

/** What is new in a held item. Times by the backend's clock. */
export const workMarkSchema = z.object({
  workItemId: idSchema,
  /** Since when the customer has waited for an answer in this conversation; null: the last word is ours, and not known to be lost. */
  waitsSince: timeSchema.nullable(),
  /** Entries of the customer that this agent has not had on the screen. */
  unread: z.number().int().min(0),
  /** Our newest words in this conversation did not reach the customer. */
  isNotDelivered: z.boolean(),
});
export type WorkMark = z.infer<typeof workMarkSchema>;

export const asideMethods = {
  /** Unfinished work of a customer as this desk knows it, in whoever's hands. */
  'work.ofCustomer': method(z.object({ customerId: idSchema }), z.array(workItemSchema)),
  'work.park': method(z.object({ workItemId: idSchema, ...parking }), outboxItemSchema),
  'work.wake': method(z.object({ workItemId: idSchema }), outboxItemSchema),
  /** One command each. They leave after `undoMs`; until then each can be taken back. */
  'work.together': method(
    z.object({
      workItemIds: z.array(idSchema).min(1).max(MAX_TOGETHER),
      act: togetherSchema,
      undoMs: z.number().int().min(0).max(MAX_UNDO).default(0),
    }),
    z.array(togetherResultSchema),
  ),
  /** Of what this agent holds; of some customers only, where they are named. */
  'work.marks': method(z.object({ customerIds: z.array(idSchema).max(500).optional() }), z.array(workMarkSchema)),
  /** The newest words of this customer have been on the screen. */
  'work.seen': method(z.object({ customerId: idSchema }), nothing),
} as const;
