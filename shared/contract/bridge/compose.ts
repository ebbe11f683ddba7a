// What the agent writes: replies, notes and their drafts.
import { z } from 'zod';
import { MAX_MENTIONS } from '../../domain/mention.ts';
import { idSchema, lineSchema, timeSchema } from '../../domain/primitives.ts';
import { leakSchema } from '../../domain/writing/private-leaks.ts';
import { mailWordsSchema } from '../../domain/writing/mail.ts';
import { THREAD_STYLES } from '../../domain/writing/thread.ts';
import { MOVE_WAYS, PRAISE_ACTS } from '../commands/settle.ts';
import { replyTargetSchema, shapeOfWords } from '../commands/write.ts';
import { method, nothing } from './method.ts';
import { outboxItemSchema } from './outbox.ts';

const modeSchema = z.enum(['reply', 'note']);
export const draftSchema = z.object({
  mode: modeSchema,
  text: z.string().max(100_000),
  target: replyTargetSchema.nullable(),
  /** Of an email, where the agent has changed it. */
  subject: lineSchema.nullable().default(null),
  /** Of an email: to whom it goes and whether the quote goes along, where the agent has changed it. */
  mail: mailWordsSchema.nullable().default(null),
  /** How words longer than one post are to be cut; null: not at all. */
  thread: z.enum(THREAD_STYLES).nullable().default(null),
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
      ...shapeOfWords,
    }),
    outboxItemSchema,
  ),
  /** What a public reply of these words would make public; none where the target is private. */
  'reply.check': method(
    z.object({ customerId: idSchema, target: replyTargetSchema, text: z.string().max(20_000) }),
    z.object({ leaks: z.array(leakSchema) }),
  ),
  'work.noResponse': method(z.object({ workItemId: idSchema, reason: lineSchema.min(1) }), outboxItemSchema),
  'work.praise': method(
    z.object({ workItemId: idSchema, act: z.enum(PRAISE_ACTS), handle: lineSchema.nullable() }),
    outboxItemSchema,
  ),
  /** With a number it rings at once; it is not worth sending late then. */
  'case.move': method(
    z.object({ workItemId: idSchema, way: z.enum(MOVE_WAYS), number: lineSchema.min(1).optional() }),
    outboxItemSchema,
  ),
  'note.add': method(
    z.object({
      customerId: idSchema,
      caseId: idSchema,
      interactionId: idSchema.nullable(),
      text: z.string().min(1).max(20_000),
      mentions: z.array(idSchema).max(MAX_MENTIONS).optional(),
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
