// What a reviewer asks the backend for beyond their desk: whom there is, and to have them brought. Needs a session.
import * as z from 'zod';
import { channelSchema, idSchema, lineSchema, timeSchema } from '../domain/primitives.ts';
import { FILTER_NAMES } from '../domain/search/filters.ts';

export const REVIEW_LIMITS = {
  /** UTF-16 code units of a question. */
  query: 500,
  /** Customers in one answer. */
  found: 50,
  /** Customers named in one wish. */
  named: 50,
  /** Customers that one agent may have brought, in all their sets. */
  brought: 5_000,
  sets: 50,
  imports: 200,
} as const;

const count = z.number().int().min(0);

/** By what a customer was found: their name, an address or number, the number of a case, or words of an entry. */
export const FOUND_BY = ['name', 'address', 'case', 'words'] as const;

/** A customer whom the asking agent may see. Words in it are from outside. */
export const beyondSchema = z.object({
  customerId: idSchema,
  name: lineSchema,
  /** Of their conversations. */
  channels: z.array(channelSchema),
  entries: count,
  /** When the oldest and the newest of them happened; null: there are none. */
  from: timeSchema.nullable(),
  to: timeSchema.nullable(),
  by: z.array(z.enum(FOUND_BY)),
  /** Their history is granted to this agent already. */
  isHere: z.boolean(),
});
export type Beyond = z.infer<typeof beyondSchema>;

export const findInputSchema = z.object({
  /** As in the search field; see shared/domain/search/query.ts. */
  query: z.string().max(REVIEW_LIMITS.query),
  /** IANA name of the zone whose days `before:` and its like mean; left out: UTC. */
  zone: z.string().max(64).optional(),
});
export const findAnswerSchema = z.object({
  /** Who was heard of last comes first. */
  found: z.array(beyondSchema).max(REVIEW_LIMITS.found),
  /** There are others, or may be: say more. */
  more: z.boolean(),
  /** Filters that only a desk knows, which were left out. */
  leftOut: z.array(z.enum(FILTER_NAMES)),
  /** Entries whose words are not in the backend's index yet. */
  unread: count,
});
export type FindAnswer = z.infer<typeof findAnswerSchema>;

/** Half-open, in the backend's time. */
const period = { from: timeSchema, to: timeSchema };

/** Whom a set brings. `period`: whose cases fall into it. `queue`: whose work entered it then. */
export const reviewWhatSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('customers'), customerIds: z.array(idSchema).min(1).max(REVIEW_LIMITS.named) }),
  z.object({ kind: z.literal('period'), ...period }),
  z.object({ kind: z.literal('import'), importId: idSchema }),
  z.object({ kind: z.literal('queue'), queueId: idSchema, ...period }),
]);
export type ReviewWhat = z.infer<typeof reviewWhatSchema>;

/** `most`: entries for which there is room on the desk; the customers heard of last come first. */
export const weighInputSchema = z.object({ what: reviewWhatSchema, most: count });

/** Before anything is brought. */
export const weighedSchema = z.object({
  /** Whom the agent may see of it, all of them. */
  customers: count,
  /** So many of those would be brought: more have no room on the desk, or are more than one agent may have. */
  fits: count,
  /** Of these, who is there already, and all their entries. */
  here: count,
  entries: count,
  /** UTF-8 bytes of the records, reckoned from some of them. */
  bytes: count,
  from: timeSchema.nullable(),
  to: timeSchema.nullable(),
});
export type Weighed = z.infer<typeof weighedSchema>;

export const reviewSetSchema = z.object({
  id: idSchema,
  what: reviewWhatSchema,
  /** Of the import or the queue; null: it has none. */
  name: lineSchema.nullable(),
  madeAt: timeSchema,
  /** Then it is taken back, unless it is brought again. */
  until: timeSchema,
  customerIds: z.array(idSchema).max(REVIEW_LIMITS.brought),
});
export type ReviewSet = z.infer<typeof reviewSetSchema>;

/** An archive that was imported, and how many customers of it the agent may see. */
export const reviewImportSchema = z.object({ id: idSchema, name: lineSchema, at: timeSchema, customers: count });
export type ReviewImport = z.infer<typeof reviewImportSchema>;
export const reviewChoicesSchema = z.object({
  /** This agent may bring whole sets, not only single customers. */
  maySets: z.boolean(),
  imports: z.array(reviewImportSchema).max(REVIEW_LIMITS.imports),
});
export type ReviewChoices = z.infer<typeof reviewChoicesSchema>;

export const letGoSchema = z.object({
  setId: idSchema,
  /** Left out: all of the set. */
  customerId: idSchema.optional(),
});
