import { z } from 'zod';
import { askedPresenceSchema } from '../../domain/presence.ts';
import { idSchema, lineSchema, timeSchema } from '../../domain/primitives.ts';
import { command } from './command.ts';

export const workCommands = [
  command('presence.set', askedPresenceSchema),
  command('work.finish', z.object({ workItemId: idSchema, epoch: z.number().int(), wrapUp: lineSchema.nullable() })),
  /** Sets held work aside, without giving it away. `until`: backend's clock; null: until the customer's next word. */
  command(
    'work.park',
    z.object({
      workItemId: idSchema,
      epoch: z.number().int(),
      until: timeSchema.nullable(),
      reason: lineSchema.nullable(),
    }),
  ),
  command('work.wake', z.object({ workItemId: idSchema, epoch: z.number().int() })),
] as const;
