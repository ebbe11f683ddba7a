// Whom a question goes to that names nobody: whoever of these is free, one after the other.
import * as z from 'zod';
import { idSchema, lineSchema } from './primitives.ts';

export const toQueueSchema = z.object({ to: z.literal('queue'), queueId: idSchema });
export const toSkillSchema = z.object({ to: z.literal('skill'), skill: lineSchema.min(1) });
export const amongSchema = z.discriminatedUnion('to', [toQueueSchema, toSkillSchema]);
export type Among = z.infer<typeof amongSchema>;

/** How far such a question has come. */
export const askingSchema = z.object({
  among: amongSchema,
  /** Of the queue or the skill, for people. */
  name: lineSchema,
  /** Whom it has rung at, in this order, the one it rings at now among them: nobody twice. */
  asked: z.array(idSchema),
});
export type AskingAmong = z.infer<typeof askingSchema>;
