import * as z from 'zod';
import { MAX_MENTIONS } from '../../domain/mention.ts';
import { audienceSchema, channelSchema, idSchema, lineSchema, timeSchema } from '../../domain/primitives.ts';
import { MAX_OUT_FILES } from '../../domain/writing/files.ts';
import { mailWordsSchema } from '../../domain/writing/mail.ts';
import { THREAD_STYLES } from '../../domain/writing/thread.ts';
import { command } from './command.ts';

export const replyTargetSchema = z.object({
  interactionId: idSchema,
  channel: channelSchema,
  audience: audienceSchema,
  handle: lineSchema.nullable(),
  /** The entry answered. */
  replyTo: idSchema.nullable(),
});

/** Words of an agent. `writtenAt`: when they pressed Send, by the desk's clock; for information only. */
const words = { text: z.string().min(1).max(20_000), writtenAt: timeSchema };

/** Left out: as before these were known. What is left out stays so, for the hash is made of what was said. */
export const shapeOfWords = {
  /** Words longer than one post go as several, one below the other; without it they are refused. */
  thread: z.enum(THREAD_STYLES).optional(),
  /** Of an email. Left out: to whoever wrote the mail that is answered, without a quote. */
  mail: mailWordsSchema.extend({ signature: z.string().max(2_000).nullable() }).optional(),
  /** Files that go along, by the ids under which the desk has brought them. Left out: none. */
  files: z.array(idSchema).min(1).max(MAX_OUT_FILES).optional(),
  /** What is public only by this reply, as `privateLeaks` names it; the agent was shown it and sends it all the same. */
  knowingly: z.array(z.string().max(500)).max(100).optional(),
};

export const writeCommands = [
  command(
    'reply.send',
    z.object({
      workItemId: idSchema.nullable(),
      epoch: z.number().int().nullable(),
      customerId: idSchema,
      target: replyTargetSchema,
      subject: lineSchema.nullable(),
      ...words,
      ...shapeOfWords,
    }),
  ),
  command(
    'note.add',
    z.object({
      customerId: idSchema,
      caseId: idSchema,
      interactionId: idSchema.nullable(),
      ...words,
      /** Colleagues named in it, who are told. Left out: nobody. */
      mentions: z.array(idSchema).max(MAX_MENTIONS).optional(),
    }),
  ),
] as const;
