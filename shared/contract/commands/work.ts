import { z } from 'zod';
import { askedPresenceSchema } from '../../domain/presence.ts';
import { idSchema, lineSchema } from '../../domain/primitives.ts';
import { command } from './command.ts';

export const workCommands = [
  command('presence.set', askedPresenceSchema),
  command('work.finish', z.object({ workItemId: idSchema, epoch: z.number().int(), wrapUp: lineSchema.nullable() })),
] as const;
