// The call that the agent is on, and what can be done with it.
import * as z from 'zod';
import { callActionSchema, digitsSchema, outsideNumberSchema } from '../../domain/call.ts';
import { callPartSchema } from '../../domain/entry.ts';
import { idSchema, lineSchema, timeSchema } from '../../domain/primitives.ts';
import { workItemSchema } from '../../domain/work.ts';
import { method, nothing } from './method.ts';
import { outboxItemSchema } from './outbox.ts';

export const ownCallSchema = z.object({
  item: workItemSchema,
  /** Null: the item is here and its entry is not yet. */
  call: callPartSchema.omit({ turns: true }).nullable(),
  direction: z.enum(['in', 'out']),
  /** When it began to ring, by the backend's clock. */
  at: timeSchema.nullable(),
});
export type OwnCall = z.infer<typeof ownCallSchema>;

export const callMethods = {
  /** The newest call that this agent holds; also when it is over and its work is not. */
  'call.read': method(nothing, ownCallSchema.nullable()),
  'call.control': method(
    z.object({
      workItemId: idSchema,
      action: callActionSchema,
      digits: digitsSchema.nullable().default(null),
      /** Of `transfer` and `consult`: a telephone that is none of ours. */
      to: outsideNumberSchema.optional(),
    }),
    outboxItemSchema,
  ),
  /** Rings one of the customer's own numbers about a case. */
  'call.dial': method(
    z.object({ customerId: idSchema, caseId: idSchema, number: lineSchema.min(1) }),
    outboxItemSchema,
  ),
} as const;
