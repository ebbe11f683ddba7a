// Notes in which this agent is named.
import * as z from 'zod';
import { mentionSchema } from '../../domain/mention.ts';
import { idSchema } from '../../domain/primitives.ts';
import { method, nothing } from './method.ts';
import { outboxItemSchema } from './outbox.ts';

export const mentionMethods = {
  /** Newest first. */
  'mentions.read': method(nothing, z.array(mentionSchema)),
  'mention.see': method(z.object({ mentionIds: z.array(idSchema).min(1).max(100) }), outboxItemSchema),
} as const;
