// A customer and what was said, as the screen shows it.
import * as z from 'zod';
import { caseSchema, interactionSchema } from '../../domain/case.ts';
import { customerSchema } from '../../domain/customer.ts';
import { entryKindSchema, entrySchema } from '../../domain/entry.ts';
import { forewordSchema } from '../../domain/foreword.ts';
import {
  audienceSchema,
  channelSchema,
  directionSchema,
  idSchema,
  lineSchema,
  timeSchema,
} from '../../domain/primitives.ts';
import { replyTargetSchema } from '../commands/write.ts';
import { method } from './method.ts';
import { outboxItemSchema } from './outbox.ts';

/** Entries of a first page: more than a screen holds, few enough to cost nothing. */
export const FIRST_PAGE = 40;

/** An entry as the timeline shows it. `pending` marks words of this desk that the backend has not confirmed by the feed. */
export const timelineItemSchema = z.object({ entry: entrySchema, pending: outboxItemSchema.nullable() });
export type TimelineItem = z.infer<typeof timelineItemSchema>;

/** Null or left out: everything. A list: only these. */
export const timelineFilterSchema = z.object({
  channels: z.array(channelSchema).nullable(),
  kinds: z.array(entryKindSchema).nullable(),
  directions: z.array(directionSchema).nullable(),
  audiences: z.array(audienceSchema).nullable(),
  handles: z.array(lineSchema).nullable(),
  /** Inclusive. */
  from: timeSchema.nullable(),
  /** Exclusive. */
  to: timeSchema.nullable(),
});
export type TimelineFilter = z.infer<typeof timelineFilterSchema>;

export const placeSchema = z.object({ at: timeSchema, id: idSchema });
export type Place = z.infer<typeof placeSchema>;

/** True at all times: derived from what is stored. */
export const completenessSchema = z.object({
  /** Entries of this customer in the cache. */
  have: z.number().int().min(0),
  /** Older entries that the backend has and this desk does not; null: not known (the customer was never granted). */
  older: z.number().int().min(0).nullable(),
  /** The cache is whole from here on; null when it holds nothing. */
  from: timeSchema.nullable(),
  /** … to here; the backend's clock. */
  to: timeSchema.nullable(),
});
export type Completeness = z.infer<typeof completenessSchema>;

export const timelinePageSchema = z.object({
  /** Ascending by `(at, id)`. */
  items: z.array(timelineItemSchema),
  /** Cached entries older than the first of `items`, filter applied. */
  olderCached: z.number().int().min(0),
  /** Cached entries newer than the last of `items`, filter applied. */
  newerCached: z.number().int().min(0),
  /** Cached entries of this customer that the filter hides. */
  hidden: z.number().int().min(0),
});
export type TimelinePage = z.infer<typeof timelinePageSchema>;

const tally = <T extends z.ZodType>(value: T) => z.array(z.object({ value, count: z.number().int() }));
/** What there is to filter by, over everything cached of one customer. */
export const facetsSchema = z.object({
  channels: tally(channelSchema),
  kinds: tally(entryKindSchema),
  directions: tally(directionSchema),
  audiences: tally(audienceSchema),
  handles: tally(lineSchema),
});
export type Facets = z.infer<typeof facetsSchema>;

/** A conversation that can be answered in writing; see `replyWays`. */
export const replyWaySchema = z.object({
  target: replyTargetSchema,
  subject: lineSchema.nullable(),
  to: lineSchema.nullable(),
  lastAt: timeSchema,
});

/** One call paints a conversation. */
export const openedSchema = z.object({
  customer: customerSchema,
  cases: z.array(caseSchema),
  interactions: z.array(interactionSchema),
  foreword: forewordSchema,
  /** The one the customer wrote on last first. Made from what is stored, whatever is shown. */
  ways: z.array(replyWaySchema),
  facets: facetsSchema,
  completeness: completenessSchema,
  filter: timelineFilterSchema,
  page: timelinePageSchema,
});
export type Opened = z.infer<typeof openedSchema>;

/** An entry that is picked for an export: where it stands, and what filters and an export go by. None of its words. */
export const pickedSchema = placeSchema.extend({
  kind: entryKindSchema,
  channel: channelSchema,
  direction: directionSchema,
  audience: audienceSchema,
  handle: lineSchema.nullable(),
});
export type Picked = z.infer<typeof pickedSchema>;

/** Several entries at once: all between two of them, both included and in any order; of some time; of one interaction. */
export const pickRangeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('between'), from: placeSchema, to: placeSchema }),
  z.object({ kind: z.literal('time'), /** Inclusive. */ from: timeSchema, /** Exclusive. */ to: timeSchema }),
  z.object({ kind: z.literal('interaction'), interactionId: idSchema }),
]);
export type PickRange = z.infer<typeof pickRangeSchema>;

/** Only the entries of this case are shown and counted. */
const narrow = { caseId: idSchema.optional() };

export const timelineMethods = {
  /** `filter` left out: the one kept for this agent. `at` opens around an entry instead of at the newest. */
  'customer.open': method(
    z.object({
      customerId: idSchema,
      ...narrow,
      at: idSchema.optional(),
      limit: z.number().int().min(1).max(500).default(100),
    }),
    openedSchema,
  ),
  'timeline.page': method(
    z.object({
      customerId: idSchema,
      ...narrow,
      /** Strictly older than `before`, or strictly newer than `after`, or around `around`; none: the newest. */
      before: placeSchema.optional(),
      after: placeSchema.optional(),
      around: idSchema.optional(),
      limit: z.number().int().min(1).max(500).default(100),
    }),
    timelinePageSchema,
  ),
  /** Keeps the filter for this agent and answers with the newest page under it. */
  'timeline.filter': method(z.object({ customerId: idSchema, filter: timelineFilterSchema }), openedSchema),
  /** Asks the backend for the next older page, stores it, and says what is there now. */
  'timeline.older': method(z.object({ customerId: idSchema }), completenessSchema),
  /**
   * What there is to pick of a range, whether it was scrolled to or not, ascending; `hidden`: how many more the filter
   * hides. `too-large` where it is more than an export takes.
   */
  'timeline.pick': method(
    z.object({ customerId: idSchema, ...narrow, range: pickRangeSchema }),
    z.object({ picks: z.array(pickedSchema), hidden: z.number().int().min(0) }),
  ),
  'email.html': method(z.object({ entryId: idSchema }), z.object({ html: z.string().nullable() })),
} as const;
