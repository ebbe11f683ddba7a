import * as z from 'zod';
import { callActionSchema, digitsSchema, outsideNumberSchema } from '../../domain/call.ts';
import { idSchema, lineSchema, timeSchema } from '../../domain/primitives.ts';
import { command } from './command.ts';

export const callCommands = [
  command(
    'call.control',
    z.object({
      workItemId: idSchema,
      epoch: z.number().int(),
      action: callActionSchema,
      /** Of `keypad`. */
      digits: digitsSchema.nullable(),
      /** Of `transfer` and `consult`. */
      to: outsideNumberSchema.optional(),
      /** Backend's clock: not done after this, for a hold that comes a minute late is none. Null: at any time. */
      before: timeSchema.nullable(),
    }),
  ),
  /** Rings the customer back about a case; the agent holds the call from the first ring. */
  command('call.dial', z.object({ customerId: idSchema, caseId: idSchema, number: lineSchema.min(1) })),
] as const;
