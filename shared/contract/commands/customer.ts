import * as z from 'zod';
import { erasureReasonSchema } from '../../domain/erasure.ts';
import { idSchema, timeSchema } from '../../domain/primitives.ts';
import { command } from './command.ts';

/** Milliseconds: the longest that somebody is preferred without being named again. */
export const MAX_PREFERRED_MS = 366 * 86_400_000;

/** Erasures in one receipt. */
export const MAX_CONFIRMED = 500;

export const customerCommands = [
  /**
   * Whoever holds work of this customer, or a lead, says who is to have it first. `agentId` null: nobody any more; `until`
   * is backend's clock.
   */
  command(
    'customer.prefer',
    z.object({ customerId: idSchema, agentId: idSchema.nullable(), until: timeSchema.nullable() }),
  ),
  /** A lead's: all of a customer, or one entry, is forgotten everywhere, for good. */
  command(
    'customer.erase',
    z.object({ customerId: idSchema, entryId: idSchema.nullable(), reason: erasureReasonSchema }),
  ),
  /** A desk's receipt: its files hold nothing of these any more. */
  command('erasure.confirm', z.object({ erasureIds: z.array(idSchema).min(1).max(MAX_CONFIRMED), deskId: idSchema })),
] as const;
