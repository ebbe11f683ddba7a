// What is being written: drafts of replies and notes.
import * as z from 'zod';
import { idSchema, lineSchema, timeSchema } from '../../domain/primitives.ts';
import { mailWordsSchema } from '../../domain/writing/mail.ts';
import { THREAD_STYLES } from '../../domain/writing/thread.ts';
import { replyTargetSchema } from '../commands/write.ts';

export const modeSchema = z.enum(['reply', 'note']);
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

/** Of one case. A reply and a note are apart, so that neither can become the other; `mode` is the one last written in. */
export const caseDraftsSchema = z.object({
  /** Null: of no case that is known. */
  caseId: idSchema.nullable(),
  mode: modeSchema,
  reply: draftSchema.nullable(),
  note: draftSchema.nullable(),
});
export type CaseDrafts = z.infer<typeof caseDraftsSchema>;

/** Longest of what is told of words that were left. */
export const MAX_LEFT_WORDS = 200;
/** Words that were begun and stand unsent, to be found again wherever they were left: of each case what was last written. */
export const leftWordsSchema = z.object({
  customerId: idSchema,
  /** Null: this workstation does not know them any more. */
  customerName: lineSchema.nullable(),
  caseId: idSchema.nullable(),
  mode: modeSchema,
  /** Their beginning. */
  text: z.string().max(MAX_LEFT_WORDS),
  savedAt: timeSchema,
});
export type LeftWords = z.infer<typeof leftWordsSchema>;

/** A reply or note that was a command: as it was written, without what stands in its draft now. */
export const takenDraftSchema = z.object({ customerId: idSchema, caseId: idSchema.nullable(), draft: draftSchema });
export type TakenDraft = z.infer<typeof takenDraftSchema>;
