// How work ended, counted for the leads: what kind of end, for which reason.
import * as z from 'zod';
import { idSchema, lineSchema, timeSchema } from './primitives.ts';

/** What was done with kind words. `thanked`: a reply went before; `reposted`: shown to all under our own handle. */
export const PRAISE_ACTS = ['marked', 'thanked', 'reposted'] as const;

/**
 * `answered`: finished, and an agent had spoken with the customer or written to them; `done`: finished without that.
 * `praised`: marked or thanked for. `abandoned`: nobody was there for it any more.
 */
export const OUTCOMES = ['answered', 'done', 'no-response', 'praised', 'reposted', 'abandoned'] as const;
export const outcomeSchema = z.enum(OUTCOMES);
export type Outcome = z.infer<typeof outcomeSchema>;

/** `reason`: of no response, of praise and of what was reposted, one of the team's; null: none was given. */
const ended = { outcome: outcomeSchema, reason: lineSchema.nullable(), count: z.number().int().min(1) };
export const MAX_ENDED = 5_000;

/** Of the work that ended between two moments, by queue and by agent. Backend's clock. */
export const outcomesSchema = z.object({
  /** When the shift began, or the day where the team has no shifts. */
  from: timeSchema,
  /** IANA; where the day began then. Left out: a shift did, or an older backend says no more. */
  zone: z.string().min(1).max(60).optional(),
  countedAt: timeSchema,
  rows: z.array(z.object({ queueId: idSchema, ...ended })).max(MAX_ENDED),
  /** The same by who ended it; what nobody held stands in `rows` only. Left out: an older backend. */
  byAgent: z
    .array(z.object({ agentId: idSchema, ...ended }))
    .max(MAX_ENDED)
    .optional(),
  /** What was shown to all under our own handles since then, whether or not it ended work, and not taken back. */
  reposts: z
    .array(
      z.object({ queueId: idSchema, agentId: idSchema, reason: lineSchema.nullable(), count: z.number().int().min(1) }),
    )
    .max(MAX_ENDED)
    .optional(),
});
export type Outcomes = z.infer<typeof outcomesSchema>;
