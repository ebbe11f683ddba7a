import * as z from 'zod';
import { channelSchema, durationSchema, idSchema, lineSchema, timeSchema } from './primitives.ts';

const cited = { entryId: idSchema, at: timeSchema, channel: channelSchema };
const quote = z.string().max(300);

/**
 * One line of the foreword. Each cites the entry it came from, which is in the timeline. Words around the
 * quotes are the screen's.
 */
export const forewordLineSchema = z.discriminatedUnion('kind', [
  /** What the customer asked for, in their own words. */
  z.object({ kind: z.literal('asked'), ...cited, quote }),
  /** What we promised; `dueAt` where a time was named; `kept` by an answer of ours before it, null while undecided. */
  z.object({
    kind: z.literal('promised'),
    ...cited,
    quote,
    dueAt: timeSchema.nullable(),
    kept: z.boolean().nullable(),
  }),
  /** A question or task that nobody has answered. */
  z.object({ kind: z.literal('open'), ...cited, quote }),
  z.object({
    kind: z.literal('tone'),
    ...cited,
    /** −5 (worst) to +5, over the newest of the customer's own words. */
    score: z.number().min(-5).max(5),
    direction: z.enum(['rising', 'steady', 'falling']),
  }),
  /** Channels tried, in order of first use, and the time from the first entry to the newest. Cites the first. */
  z.object({ kind: z.literal('where'), ...cited, channels: z.array(channelSchema), spanMs: durationSchema }),
  /** Our newest words where they were not delivered, which therefore answer nothing; `reason`: the network's. */
  z.object({ kind: z.literal('undelivered'), ...cited, quote, reason: lineSchema.nullable() }),
  /** Who spoke last: their name and words. Words that were not delivered are nobody's last. */
  z.object({ kind: z.literal('last'), ...cited, by: z.enum(['customer', 'agent', 'system']), name: z.string(), quote }),
]);
export type ForewordLine = z.infer<typeof forewordLineSchema>;

export const forewordSchema = z.object({
  /** Empty means: nothing found. */
  lines: z.array(forewordLineSchema).max(12),
  /** How many entries it was made from. */
  from: z.number().int().min(0),
  /** There are older entries of this customer, which it was not made from. */
  isCut: z.boolean(),
});
export type Foreword = z.infer<typeof forewordSchema>;
