import * as z from 'zod';
import { lineSchema } from './primitives.ts';

/** Minutes after local midnight; `to` may be 1440. */
const minutesSchema = z.number().int().min(0).max(1_440);
const spanSchema = z.object({ from: minutesSchema, to: minutesSchema });

/** When a queue is served, in its own zone. */
export const hoursSchema = z.object({
  /** IANA, e.g. `Europe/London`. */
  zone: z.string().min(1).max(60),
  /** Monday first, seven of them; an empty day is closed. */
  week: z.array(z.array(spanSchema).max(8)).length(7),
  /** Days unlike others, by local date; no spans: closed. */
  holidays: z
    .array(
      z.object({
        date: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
        name: lineSchema,
        spans: z.array(spanSchema).max(8),
      }),
    )
    .max(400),
});
export type Hours = z.infer<typeof hoursSchema>;

/** What happens to work that comes when the queue is closed. */
export const outsideHoursSchema = z.object({
  /** True: it is offered to whoever is there all the same. False: it waits for the opening, in its place. */
  serve: z.boolean(),
  /** Sent once to the customer on a written channel, by the system; null: nothing is sent. */
  reply: z.string().max(1_000).nullable(),
});

/** When work of one kind is served, and what happens otherwise. */
export const servedSchema = z.object({
  /** Null: round the clock. */
  hours: hoursSchema.nullable(),
  outside: outsideHoursSchema,
});
export type Served = z.infer<typeof servedSchema>;
