// How work ended, counted for the leads: what kind of end, for which reason.
import { z } from 'zod';
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

/** Of the work that ended between two moments, by queue. Backend's clock. */
export const outcomesSchema = z.object({
  /** When the shift began, or the day where the team has no shifts. */
  from: timeSchema,
  countedAt: timeSchema,
  /** `reason`: of no response and of praise, one of the team's; null: none was given. */
  rows: z
    .array(
      z.object({
        queueId: idSchema,
        outcome: outcomeSchema,
        reason: lineSchema.nullable(),
        count: z.number().int().min(1),
      }),
    )
    .max(5_000),
});
export type Outcomes = z.infer<typeof outcomesSchema>;
