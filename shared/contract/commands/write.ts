import { z } from 'zod';
import { audienceSchema, channelSchema, idSchema, lineSchema, timeSchema } from '../../domain/primitives.ts';
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
    }),
  ),
  command(
    'note.add',
    z.object({ customerId: idSchema, caseId: idSchema, interactionId: idSchema.nullable(), ...words }),
  ),
] as const;
