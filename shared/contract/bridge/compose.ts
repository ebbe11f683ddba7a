// What the agent writes: replies, notes and their drafts.
import { z } from 'zod';
import { idSchema, lineSchema, timeSchema } from '../../domain/primitives.ts';
import { replyTargetSchema } from '../commands/write.ts';
import { method, nothing } from './method.ts';
import { outboxItemSchema } from './outbox.ts';

const modeSchema = z.enum(['reply', 'note']);
export const draftSchema = z.object({
  mode: modeSchema,
  text: z.string().max(100_000),
  target: replyTargetSchema.nullable(),
  /** Of an email, where the agent has changed it. */
  subject: lineSchema.nullable().default(null),
  savedAt: timeSchema,
});
export type Draft = z.infer<typeof draftSchema>;

export const composeMethods = {
  'reply.send': method(
    z.object({
      customerId: idSchema,
      target: replyTargetSchema,
      subject: lineSchema.nullable(),
      text: z.string().min(1).max(20_000),
    }),
    outboxItemSchema,
  ),
  'note.add': method(
    z.object({
      customerId: idSchema,
      caseId: idSchema,
      interactionId: idSchema.nullable(),
      text: z.string().min(1).max(20_000),
    }),
    outboxItemSchema,
  ),
  /** A reply and a note are apart, so that neither can become the other; `mode` is the one last written in. */
  'draft.read': method(
    z.object({ customerId: idSchema }),
    z.object({ mode: modeSchema, reply: draftSchema.nullable(), note: draftSchema.nullable() }),
  ),
  /** Empty text removes the draft. */
  'draft.write': method(draftSchema.omit({ savedAt: true }).extend({ customerId: idSchema }), nothing),
  'draft.mode': method(z.object({ customerId: idSchema, mode: modeSchema }), nothing),
} as const;
