// How a conversation is settled without an answer, and where it goes on.
import * as z from 'zod';
import { PRAISE_ACTS } from '../../domain/outcomes.ts';
import { idSchema, lineSchema } from '../../domain/primitives.ts';
import { command } from './command.ts';

const held = { workItemId: idSchema, epoch: z.number().int() };

/** Where a matter that began in public goes on. */
export const MOVE_WAYS = ['direct-message', 'email', 'phone'] as const;

export const settleCommands = [
  /** Left without an answer, for one of the team's reasons. */
  command('work.noResponse', z.object({ ...held, reason: lineSchema.min(1) })),
  /** Kind words. `handle`: which of ours reposts; null where none does. `reason`: what for, one of the team's. */
  command(
    'work.praise',
    z.object({
      ...held,
      act: z.enum(PRAISE_ACTS),
      handle: lineSchema.nullable(),
      reason: lineSchema.min(1).optional(),
    }),
  ),
  /** The same case goes on where nobody else reads along; its clock goes on too. */
  command(
    'case.move',
    z.object({
      ...held,
      way: z.enum(MOVE_WAYS),
      /** By phone: one of the customer's own numbers, which is rung at once. Left out: it is told only. */
      number: lineSchema.min(1).optional(),
    }),
  ),
] as const;
