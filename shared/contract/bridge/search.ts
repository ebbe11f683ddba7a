// History, searched.
import * as z from 'zod';
import { entrySchema } from '../../domain/entry.ts';
import { idSchema, lineSchema, timeSchema } from '../../domain/primitives.ts';
import { FILTER_NAMES } from '../../domain/search/filters.ts';
import { LONGEST_QUERY } from '../../domain/search/query.ts';
import { method, nothing } from './method.ts';
import { placeSchema } from './timeline.ts';

export const searchHitSchema = z.object({
  entry: entrySchema,
  customerName: lineSchema,
  caseNumber: z.number().int().nullable(),
  caseSubject: lineSchema.nullable(),
  caseState: z.enum(['open', 'closed']).nullable(),
  caseClosedAt: timeSchema.nullable(),
  /** Plain text around the hit; marked parts are given as ranges in UTF-16 code units. */
  snippet: z.string().max(600),
  marks: z.array(z.tuple([z.number().int(), z.number().int()])).max(50),
});
export type SearchHit = z.infer<typeof searchHitSchema>;

export const HIT_ORDERS = ['newest', 'best'] as const;
const count = z.number().int().min(0);

/** A query of what is on this desk; see shared/domain/search/query.ts for how it is read. */
const searchInput = z.object({
  query: z.string().max(1_000_000),
  /** `best`: by BM25, of the newest hits only (`ranked`), one page; where none of the newest is a hit, as `newest`. */
  order: z.enum(HIT_ORDERS).default('newest'),
  /** Strictly older than this: `next` of the page before. The newest of these come first, whatever the order. */
  before: placeSchema.nullable().default(null),
  limit: z.number().int().min(1).max(200).default(50),
  /** IANA name of the zone whose days `before:` and its like mean; left out: the desk's own. */
  zone: z.string().max(64).optional(),
});

const searchAnswer = z.object({
  hits: z.array(searchHitSchema),
  /** There are more, or may be: the time for one answer was over. They follow `next`. */
  more: z.boolean(),
  next: placeSchema.nullable(),
  /** Of the whole query, whatever page; not exact: at least so many. `next`: the time was over; the others are older than this. */
  total: z.object({ count, exact: z.boolean(), next: placeSchema.optional() }),
  /** For `best`: how many of the newest hits were compared, and whether these were all. */
  ranked: z.object({ count, all: z.boolean() }).nullable(),
  /** Written like filters and none: their words were looked for. */
  unknown: z.array(z.string()).max(50),
  /** Filters that fit more customers than can be looked at: only some were. */
  bounded: z.array(z.enum(FILTER_NAMES)),
  /** Entries on this desk, and the oldest of them. */
  searched: count,
  from: timeSchema.nullable(),
  /** Customers whom this desk has. */
  customers: count,
  /** Of them, those with older entries not on this desk. */
  incompleteCustomers: count,
  /** Entries that the index does not know yet, because it is being made anew; 0: it is whole. */
  unindexed: count,
  ms: z.number(),
});
export type SearchAnswer = z.infer<typeof searchAnswer>;

/** How many more hits there are, strictly older than this. */
const countInput = searchInput.pick({ query: true, zone: true }).extend({ before: placeSchema });
const countAnswer = searchAnswer.shape.total;

const completeInput = z.object({
  filter: z.enum(FILTER_NAMES),
  /** What was typed of the value so far. */
  text: z.string().max(1_000),
  limit: z.number().int().min(1).max(50).default(8),
});
const completeAnswer = z.object({
  /** `value` is for the query, `label` for people, `detail` tells two of one name apart. */
  values: z.array(z.object({ value: lineSchema, label: lineSchema, detail: lineSchema.nullable() })),
});

/** Cases that can be kept beside the one that follows the hits. */
export const MOST_BESIDE = 2;
/** What is read in Review: the query, the entry of the hit that is open, and those of the cases kept beside it. */
const readingSchema = z.object({
  query: z.string().max(LONGEST_QUERY),
  openId: idSchema.nullable(),
  beside: z.array(idSchema).max(MOST_BESIDE),
});

export const searchMethods = {
  /** Any text is a search, never an error. */
  'history.search': method(searchInput, searchAnswer),
  /** Goes on counting what `history.search` had no time for, some milliseconds at a time. */
  'history.count': method(countInput, countAnswer),
  /** Values for a filter that begin so, of people, accounts, agents and cases that this desk knows. */
  'history.complete': method(completeInput, completeAnswer),
  /** For a page that is loaded anew: kept while this desk runs, written down nowhere. */
  'reading.keep': method(readingSchema, nothing),
  /** `beside`: of those that are still here. */
  'reading.read': method(nothing, readingSchema.extend({ beside: z.array(searchHitSchema).max(MOST_BESIDE) })),
} as const;
