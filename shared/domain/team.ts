import * as z from 'zod';
import { hoursSchema } from './hours.ts';
import { channelSchema, durationSchema, idSchema, lineSchema, versionSchema } from './primitives.ts';
import { shiftPolicySchema } from './shift.ts';

/** The company's own account or address, and how an agent signs there. */
export const brandHandleSchema = z.object({
  /** As the network shows it, e.g. `@LarkwingCare`, `care@larkwing.example`, a number. */
  address: lineSchema,
  channel: channelSchema,
  /** For people, e.g. `Larkwing Care`. */
  name: lineSchema,
  /** Put behind an agent's words, with variables as in macros, e.g. `^{{agent.initials}}`; null: none. */
  signOff: lineSchema.nullable(),
  /** Posted when a shift begins, with variables; null: not done there. */
  shiftIntro: lineSchema.nullable(),
  /** Below a mail, with variables; null: none. */
  signature: z.string().max(2_000).nullable(),
  /** When it is looked after; null or left out: round the clock. */
  hours: hoursSchema.nullable().optional(),
});
export type BrandHandle = z.infer<typeof brandHandleSchema>;

/** A canned text. Variables: `{{customer.name}}`, `{{case.number}}`, …; `{{?what to fill in}}` is asked of the agent. */
export const macroSchema = z.object({
  id: idSchema,
  name: lineSchema,
  /** Null: offered on every channel. */
  channels: z.array(channelSchema).nullable(),
  text: z.string().min(1).max(10_000),
});
export type Macro = z.infer<typeof macroSchema>;

/** What a team has agreed on. One record; every desk of the team has it. */
export const teamSchema = z.object({
  id: idSchema,
  version: versionSchema,
  name: lineSchema,
  /** Reasons to be Not Ready, as shown in the menu. */
  notReadyReasons: z.array(lineSchema).max(50),
  /** Reasons to leave a message without an answer. */
  noResponseReasons: z.array(lineSchema).max(50),
  /** What one may be praised for; left out: nobody says. */
  praiseReasons: z.array(lineSchema).max(50).optional(),
  /** True: who holds a call is offered nothing else, and a call comes only to who holds nothing urgent. */
  voiceExclusive: z.boolean(),
  /** True: waiting work is taken also by who has not the skills it asks for. A lead always may. */
  takeWithoutSkills: z.boolean().optional(),
  /** True: work is passed on with a note, or not at all. */
  handoverNote: z.boolean().default(false),
  /**
   * Work that was transferred to one agent and not taken: rings with its sender again, if they are free (`back`), or waits
   * in its queue. Left out: `back`.
   */
  untaken: z.enum(['back', 'queue']).optional(),
  /** Whose connection was lost for longer comes back Not Ready; left out: a minute. */
  lostGraceMs: durationSchema.optional(),
  handles: z.array(brandHandleSchema).max(200),
  macros: z.array(macroSchema).max(500),
  /** Left out: nobody introduces themselves, for there is no shift to begin. */
  shifts: shiftPolicySchema.optional(),
});
export type Team = z.infer<typeof teamSchema>;
