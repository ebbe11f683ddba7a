import * as z from 'zod';
import { audienceSchema, channelSchema, idSchema, lineSchema, timeSchema, versionSchema } from './primitives.ts';

/** One matter of one customer. It survives a change of channel. */
export const caseSchema = z.object({
  id: idSchema,
  version: versionSchema,
  /** Short number for people, e.g. `48213`. */
  number: z.number().int().min(1),
  customerId: idSchema,
  subject: lineSchema,
  state: z.enum(['open', 'closed']),
  openedAt: timeSchema,
  closedAt: timeSchema.nullable(),
});
export type Case = z.infer<typeof caseSchema>;

/** One conversation on one channel inside a case: a social thread, an email thread, a call. */
export const interactionSchema = z.object({
  id: idSchema,
  version: versionSchema,
  caseId: idSchema,
  customerId: idSchema,
  channel: channelSchema,
  audience: audienceSchema,
  subject: lineSchema.nullable(),
  handle: lineSchema.nullable(),
  startedAt: timeSchema,
});
export type Interaction = z.infer<typeof interactionSchema>;
