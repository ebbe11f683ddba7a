// History, searched.
import { z } from 'zod';
import { entrySchema } from '../../domain/entry.ts';
import { lineSchema, timeSchema } from '../../domain/primitives.ts';
import { method } from './method.ts';
import { placeSchema } from './timeline.ts';

export const searchHitSchema = z.object({
  entry: entrySchema,
  customerName: lineSchema,
  caseNumber: z.number().int().nullable(),
  caseSubject: lineSchema.nullable(),
  caseState: z.enum(['open', 'closed']).nullable(),
  /** Plain text around the hit; marked parts are given as ranges in UTF-16 code units. */
  snippet: z.string().max(600),
  marks: z.array(z.tuple([z.number().int(), z.number().int()])).max(50),
});
export type SearchHit = z.infer<typeof searchHitSchema>;

export const searchMethods = {
  /** Any text is a search, never an error. Newest first. */
  'history.search': method(
    z.object({
      query: z.string().max(1_000_000),
      before: placeSchema.nullable().default(null),
      limit: z.number().int().min(1).max(200).default(50),
    }),
    z.object({
      hits: z.array(searchHitSchema),
      more: z.boolean(),
      /** Words looked for, for marking the timeline. */
      terms: z.array(z.string()),
      /** Entries searched, and the oldest of them. */
      searched: z.number().int(),
      from: timeSchema.nullable(),
      /** Customers with older entries not on this desk. */
      incompleteCustomers: z.number().int(),
      ms: z.number(),
    }),
  ),
} as const;
