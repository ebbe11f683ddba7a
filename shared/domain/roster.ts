// Who is there to hand work to. Volatile: told whole at one moment, and replaced by the next telling.
import * as z from 'zod';
import { presenceStateSchema } from './presence.ts';
import { channelSchema, idSchema, lineSchema, timeSchema } from './primitives.ts';

export const colleagueSchema = z.object({
  agentId: idSchema,
  name: lineSchema,
  role: z.enum(['agent', 'lead']),
  queueIds: z.array(idSchema),
  channels: z.array(channelSchema),
  skills: z.array(lineSchema).max(50),
  state: presenceStateSchema,
  since: timeSchema,
  /** Could take one more piece of digital work now. */
  free: z.boolean(),
});
export type Colleague = z.infer<typeof colleagueSchema>;

export const rosterSchema = z.object({
  /** Backend's clock. */
  madeAt: timeSchema,
  colleagues: z.array(colleagueSchema).max(5_000),
  queues: z
    .array(
      z.object({
        id: idSchema,
        name: lineSchema,
        channels: z.array(channelSchema),
        waiting: z.number().int().min(0),
        /** Null: it has no seniors. */
        seniorSkill: lineSchema.nullable(),
      }),
    )
    .max(500),
});
export type Roster = z.infer<typeof rosterSchema>;
