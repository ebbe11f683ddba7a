import { z } from 'zod';
import { idSchema, lineSchema, timeSchema, versionSchema } from './primitives.ts';

export const PRESENCE_STATES = ['offline', 'available', 'not-ready', 'on-contact', 'acw'] as const;
export const presenceStateSchema = z.enum(PRESENCE_STATES);
export type PresenceState = z.infer<typeof presenceStateSchema>;

/** What an agent may ask for; the other states follow from the work. */
export const askedPresenceSchema = z.object({
  state: z.enum(['available', 'not-ready', 'offline']),
  reason: lineSchema.nullable(),
});
export type AskedPresence = z.infer<typeof askedPresenceSchema>;

export const presenceSchema = z.object({
  agentId: idSchema,
  version: versionSchema,
  state: presenceStateSchema,
  reason: lineSchema.nullable(),
  since: timeSchema,
  /** Asked for during a contact; taken when it ends. */
  pending: askedPresenceSchema.nullable(),
});
export type Presence = z.infer<typeof presenceSchema>;
