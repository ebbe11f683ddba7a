// A code by which a customer who rings is known to speak of a case.
import * as z from 'zod';
import { givenCodeSchema } from '../../domain/case-code.ts';
import { idSchema } from '../../domain/primitives.ts';
import { method } from './method.ts';
import { outboxItemSchema } from './outbox.ts';

const place = z.object({ customerId: idSchema, caseId: idSchema });

export const caseMethods = {
  /** The code of a case that is good now, as far as this desk has it. */
  'case.codeOf': method(place, givenCodeSchema.nullable()),
  /** Asks for one. It needs the backend: throws `offline` without a connection, and nothing is queued. */
  'case.code': method(place, outboxItemSchema),
} as const;
