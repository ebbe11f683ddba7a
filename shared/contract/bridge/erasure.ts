// What was erased on request, and a lead who asks for it.
import * as z from 'zod';
import { erasureReasonSchema, erasureSchema } from '../../domain/erasure.ts';
import { idSchema } from '../../domain/primitives.ts';
import { method } from './method.ts';
import { outboxItemSchema } from './outbox.ts';

export const erasureMethods = {
  /** A lead's. `entryId` null: all of the customer. Refused by the backend for anybody else. */
  'customer.erase': method(
    z.object({ customerId: idSchema, entryId: idSchema.nullable().default(null), reason: erasureReasonSchema }),
    outboxItemSchema,
  ),
  /** When and why this customer was erased; null: they were not, as far as this desk knows. */
  'customer.erasure': method(z.object({ customerId: idSchema }), erasureSchema.nullable()),
} as const;
