// Who is to have a customer's work first.
import * as z from 'zod';
import { idSchema, timeSchema } from '../../domain/primitives.ts';
import { method } from './method.ts';
import { outboxItemSchema } from './outbox.ts';

export const customerMethods = {
  'customer.prefer': method(
    z.object({ customerId: idSchema, agentId: idSchema.nullable(), until: timeSchema.nullable() }),
    outboxItemSchema,
  ),
} as const;
