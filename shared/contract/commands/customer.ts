import { z } from 'zod';
import { idSchema, timeSchema } from '../../domain/primitives.ts';
import { command } from './command.ts';

/** Milliseconds: the longest that somebody is preferred without being named again. */
export const MAX_PREFERRED_MS = 366 * 86_400_000;

export const customerCommands = [
  /**
   * Whoever holds work of this customer, or a lead, says who is to have it first. `agentId` null: nobody any more; `until`
   * is backend's clock.
   */
  command(
    'customer.prefer',
    z.object({ customerId: idSchema, agentId: idSchema.nullable(), until: timeSchema.nullable() }),
  ),
] as const;
