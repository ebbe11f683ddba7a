import * as z from 'zod';
import { idSchema } from '../../domain/primitives.ts';
import { declineReasonSchema } from '../../domain/work.ts';
import { command } from './command.ts';

const offered = { offerId: idSchema, epoch: z.number().int() };

export const offerCommands = [
  command('offer.accept', z.object(offered)),
  command('offer.decline', z.object({ ...offered, reason: declineReasonSchema })),
] as const;
