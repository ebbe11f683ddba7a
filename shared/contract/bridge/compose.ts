// What the agent writes: replies and notes, and how their drafts are kept.
import * as z from 'zod';
import { MAX_MENTIONS } from '../../domain/mention.ts';
import { idSchema, lineSchema } from '../../domain/primitives.ts';
import { leakSchema } from '../../domain/writing/private-leaks.ts';
import { PRAISE_ACTS } from '../../domain/outcomes.ts';
import { MOVE_WAYS } from '../commands/settle.ts';
import { replyTargetSchema, shapeOfWords } from '../commands/write.ts';
import { caseDraftsSchema, draftSchema, leftWordsSchema, modeSchema, takenDraftSchema } from './draft.ts';
import { method, nothing } from './method.ts';
import { outboxItemSchema } from './outbox.ts';

const caseId = idSchema.nullable();
/** Of whose draft the words were: that one goes as they become a command. Left out: of the case they go to. */
const draftCaseId = caseId.optional();

export const composeMethods = {
  'reply.send': method(
    z.object({
      customerId: idSchema,
      target: replyTargetSchema,
      subject: lineSchema.nullable(),
      text: z.string().min(1).max(20_000),
      draftCaseId,
      ...shapeOfWords,
    }),
    outboxItemSchema,
  ),
  /** What a public reply of these words would make public; none where the target is private. */
  'reply.check': method(
    z.object({ customerId: idSchema, target: replyTargetSchema, text: z.string().max(20_000) }),
    z.object({ leaks: z.array(leakSchema) }),
  ),
  /**
   * An own reply that its network refused, as a draft of its case once more: above what is written there, and going where it was
   * to go. Of a thread, what did not get through. Its files are the draft's again where this desk still has them. Nothing is
   * sent by it.
   */
  'reply.writeAgain': method(
    z.object({ entryId: idSchema }),
    z.object({
      draft: takenDraftSchema,
      /** The entries whose words these are. */
      entryIds: z.array(idSchema),
      /** Names of files that went along and are not on this desk: they are to be attached again. */
      files: z.array(lineSchema),
    }),
  ),
  'work.noResponse': method(z.object({ workItemId: idSchema, reason: lineSchema.min(1) }), outboxItemSchema),
  'work.praise': method(
    z.object({
      workItemId: idSchema,
      act: z.enum(PRAISE_ACTS),
      handle: lineSchema.nullable(),
      reason: lineSchema.min(1).optional(),
    }),
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
      draftCaseId,
    }),
    outboxItemSchema,
  ),
  /** Of every case of the customer in which something is written. */
  'draft.read': method(z.object({ customerId: idSchema }), z.array(caseDraftsSchema)),
  /** Of every customer, those written last first. */
  'draft.list': method(z.object({}), z.array(leftWordsSchema)),
  /** With all its fields empty the draft goes. */
  'draft.write': method(draftSchema.omit({ savedAt: true }).extend({ customerId: idSchema, caseId }), nothing),
  'draft.mode': method(z.object({ customerId: idSchema, caseId, mode: modeSchema }), nothing),
} as const;
