import * as z from 'zod';
import { askedPresenceSchema } from '../../domain/presence.ts';
import { idSchema, lineSchema, timeSchema } from '../../domain/primitives.ts';
import { command } from './command.ts';

const held = { workItemId: idSchema, epoch: z.number().int() };

export const workCommands = [
  command('presence.set', askedPresenceSchema),
  command(
    'work.finish',
    z.object({
      ...held,
      wrapUp: lineSchema.nullable(),
      /** `code` of one of the queue's dispositions. Null where the queue asks for one: refused. */
      disposition: z.string().max(60).nullable().default(null),
    }),
  ),
  /** Waiting work, without an offer; what rings at oneself is accepted by it. `epoch`: that of the item as it was seen. */
  command('work.take', z.object(held)),
  /** As much time for the after-contact work again, once. */
  command('acw.extend', z.object(held)),
  /** The work after a written contact is done before its time. */
  command('acw.end', z.object(held)),
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
