import * as z from 'zod';
import { channelSchema, idSchema, lineSchema, timeSchema, versionSchema } from './primitives.ts';

/** Why we hold that an identity is this customer's. */
export const evidenceSchema = z.object({
  at: timeSchema,
  /** `master-record`: a customer list said so. `first-contact`: the customer appeared with it. `agent`: a person linked it. */
  kind: z.enum(['master-record', 'first-contact', 'agent', 'code']),
  /** Who or what stated it: a file, a system, an agent's name. */
  by: lineSchema,
});

/** A channel and an address linked to a customer. `shared`: others have it too, so nothing is guessed from it. */
export const identitySchema = z.object({
  id: idSchema,
  channel: channelSchema,
  /** Normal form: `@handle` in lower case, address in lower case, E.164 number. */
  address: lineSchema,
  /** As the source wrote it. */
  display: lineSchema,
  sureness: z.enum(['proven', 'likely', 'shared']),
  /** How many customers have it; 1 unless `shared`. */
  sharedBy: z.number().int().min(1),
  followers: z.number().int().min(0).nullable(),
  evidence: z.array(evidenceSchema).max(20),
});
export type Identity = z.infer<typeof identitySchema>;

/** Who is to have this customer's work first, until when; its time is over by itself. */
export const preferredAgentSchema = z.object({
  agentId: idSchema,
  agentName: lineSchema,
  until: timeSchema,
  /** Who said so. */
  byName: lineSchema,
  at: timeSchema,
});
export type PreferredAgent = z.infer<typeof preferredAgentSchema>;

export const customerSchema = z.object({
  id: idSchema,
  version: versionSchema,
  name: lineSchema,
  /** False: we know an address and nothing more; the name is that address. */
  known: z.boolean(),
  language: z.string().max(35).nullable(),
  /** IANA name, e.g. `Europe/Lisbon`. */
  timeZone: z.string().max(64).nullable(),
  /** A short statement of worth by the company's own record, e.g. `Gold, £6,840 in 12 months`. */
  value: lineSchema.nullable(),
  identities: z.array(identitySchema).max(200),
  /** Customers who share the address this unknown customer came from. The agent chooses; nothing is guessed. */
  candidates: z.array(z.object({ customerId: idSchema, name: lineSchema })).max(20),
  /** Null or left out: nobody. */
  preferred: preferredAgentSchema.nullable().optional(),
  /** Erased then, by the backend's clock; stands for work that is still in hand and holds nothing else. Left out: not. */
  erasedAt: timeSchema.optional(),
});
export type Customer = z.infer<typeof customerSchema>;

/** The one that counts at a moment; null: nobody, or its time is over. */
export const preferredNow = ({ preferred }: Pick<Customer, 'preferred'>, now: number): PreferredAgent | null =>
  preferred && preferred.until > now ? preferred : null;
