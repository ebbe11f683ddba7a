// What the agent asked for and the backend has not confirmed.
import * as z from 'zod';
import { OUTBOX_STATES } from '../../domain/outbox.ts';
import { callActionSchema } from '../../domain/call.ts';
import { idSchema, lineSchema, timeSchema } from '../../domain/primitives.ts';
import { FAULT_CODES } from '../../lib/fault.ts';
import { COMMAND_KINDS } from '../commands.ts';
import { destinationSchema } from '../commands/hand-over.ts';
import { begunSchema } from './begun.ts';
import { takenDraftSchema } from './draft.ts';
import { method, nothing } from './method.ts';

/** The life of a command on the desk. `confirmed` ones leave the outbox once the entry has come back by the feed. */
export const outboxItemSchema = z.object({
  commandId: idSchema,
  kind: z.enum(COMMAND_KINDS),
  state: z.enum(OUTBOX_STATES),
  at: timeSchema,
  customerId: idSchema.nullable(),
  /** Whom it is about, for people; null: nobody, or nobody who is known here. */
  customerName: lineSchema.nullable().optional(),
  /** What it is about, where that is a work item. */
  workItemId: idSchema.nullable().optional(),
  /** Of handing over and asking in: whom it names. */
  destination: destinationSchema.optional(),
  /** Of `call.control`, what it asks of the call. */
  callAction: callActionSchema.optional(),
  /** Of a refused one, what was written in it; null: nothing was. */
  words: z.string().nullable().optional(),
  reason: z.string().max(500).nullable(),
  code: z.enum(FAULT_CODES).nullable(),
});
export type OutboxItem = z.infer<typeof outboxItemSchema>;

export const outboxMethods = {
  'outbox.read': method(nothing, z.array(outboxItemSchema)),
  /**
   * Cancels a command that has not left the desk, or discards a refused one. What was written in it is a draft again when
   * this answers, whole and with its target, before what has been written there since; `discard`: it is not.
   */
  'outbox.takeBack': method(
    z.object({ commandId: idSchema, discard: z.boolean().optional() }),
    z.object({ text: z.string().nullable(), draft: takenDraftSchema.nullable(), begun: begunSchema.nullable() }),
  ),
  'outbox.retry': method(z.object({ commandId: idSchema }), outboxItemSchema),
} as const;
