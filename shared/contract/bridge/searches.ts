// Searches kept to be run again: those with a name, and the last ones that were used. They never leave the desk.
import * as z from 'zod';
import { idSchema } from '../../domain/primitives.ts';
import { LONGEST_QUERY } from '../../domain/search/query.ts';
import { method, nothing } from './method.ts';

/** More names than this nobody finds anything among. */
export const MOST_SAVED = 100;
export const MOST_RECENT = 20;

const querySchema = z.string().trim().min(1).max(LONGEST_QUERY);
const nameSchema = z.string().trim().min(1).max(120);
const savedSearchSchema = z.object({ id: idSchema, name: nameSchema, query: querySchema });
export type SavedSearch = z.infer<typeof savedSearchSchema>;

export const searchesSchema = z.object({
  /** In the order in which they were saved. */
  saved: z.array(savedSearchSchema).max(MOST_SAVED).default([]),
  /** The last one first, none twice. */
  recent: z.array(querySchema).max(MOST_RECENT).default([]),
});
export type Searches = z.infer<typeof searchesSchema>;

/** Each answers with all that is kept now. */
export const searchesMethods = {
  'searches.read': method(nothing, searchesSchema),
  /** A name that is there already gets this query. `too-large` beyond `MOST_SAVED`. */
  'searches.save': method(z.object({ name: nameSchema, query: querySchema }), searchesSchema),
  'searches.rename': method(z.object({ id: idSchema, name: nameSchema }), searchesSchema),
  'searches.remove': method(z.object({ id: idSchema }), searchesSchema),
  /** It was used: a hit was opened, or Enter pressed. */
  'searches.remember': method(z.object({ query: querySchema }), searchesSchema),
  /** Null: all recent ones. */
  'searches.forget': method(z.object({ query: querySchema.nullable() }), searchesSchema),
} as const;
