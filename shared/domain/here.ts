// Who looks at a customer, and who writes to them. Never stored; without news for a while it is not so any more.
import * as z from 'zod';
import { idSchema, lineSchema, timeSchema } from './primitives.ts';

/** Milliseconds without news after which somebody counts as gone. */
export const FADES_MS = 15_000;
/** Milliseconds after which a desk says again what is still so. */
export const REPEAT_MS = 5_000;

export const doingSchema = z.enum(['looking', 'typing']);
export type Doing = z.infer<typeof doingSchema>;

/** What a desk says of its agent; null: nobody is open. */
export const hereSchema = z.object({ customerId: idSchema.nullable(), doing: doingSchema });
export type Here = z.infer<typeof hereSchema>;

/** Everybody else at one customer, as one telling. */
export const hereOfSchema = z.object({
  customerId: idSchema,
  /** Backend's clock. */
  madeAt: timeSchema,
  people: z.array(z.object({ agentId: idSchema, name: lineSchema, doing: doingSchema })).max(100),
});
export type HereOf = z.infer<typeof hereOfSchema>;
