// What is done under a brand handle that answers nobody.
import * as z from 'zod';
import { introductionSchema } from '../../domain/introduction.ts';
import { channelSchema, idSchema, lineSchema, timeSchema } from '../../domain/primitives.ts';
import { method, nothing } from './method.ts';
import { outboxItemSchema } from './outbox.ts';

const place = { channel: channelSchema, handle: lineSchema.min(1), shiftFrom: timeSchema };

export const dueIntroductionSchema = z.object({
  ...place,
  /** For people, e.g. `Larkwing Care`. */
  name: lineSchema,
  /** When the agent is gone from there, by the backend's clock. */
  until: timeSchema,
  /** Filled in; or as the agent wrote it, where that was refused. Blanks that are left stop it. */
  text: z.string().max(20_000),
  /** `new`: to be offered. The others have been decided and may be decided again. */
  state: z.enum(['new', 'skipped', 'failed', 'refused']),
  reason: z.string().max(1_000).nullable(),
});
export type DueIntroduction = z.infer<typeof dueIntroductionSchema>;

export const publicMethods = {
  /** `due`: where this agent may introduce themselves now; `made`: those of this shift; `next`: when that changes by time. */
  'shift.introductions': method(
    nothing,
    z.object({
      due: z.array(dueIntroductionSchema),
      made: z.array(introductionSchema),
      next: timeSchema.nullable(),
    }),
  ),
  'shift.introduce': method(z.object({ ...place, text: z.string().min(1).max(20_000) }), outboxItemSchema),
  'shift.skipIntroduction': method(z.object(place), outboxItemSchema),
  'post.repost': method(
    z.object({ entryId: idSchema, handle: lineSchema.min(1), reason: lineSchema.min(1).optional() }),
    outboxItemSchema,
  ),
  'post.undoRepost': method(z.object({ entryId: idSchema, handle: lineSchema.min(1) }), outboxItemSchema),
} as const;
