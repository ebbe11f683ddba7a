import * as z from 'zod';
import { idSchema } from '../../domain/primitives.ts';
import { command } from './command.ts';

export const mentionCommands = [
  /** The agent has opened these; those of others are left alone. */
  command('mention.see', z.object({ mentionIds: z.array(idSchema).min(1).max(100) })),
] as const;
