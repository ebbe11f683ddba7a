// All that the screen can ask of the core, and all that the core tells the screen. Client, server, tests and docs derive.
import { z } from 'zod';
import { caseSchema, interactionSchema } from '../domain/case.ts';
import { customerSchema } from '../domain/customer.ts';
import { entryKindSchema, entrySchema } from '../domain/entry.ts';
import { forewordSchema } from '../domain/foreword.ts';
import { offerSchema } from '../domain/offer.ts';
import { askedPresenceSchema, presenceSchema } from '../domain/presence.ts';
import {
  audienceSchema,
  channelSchema,
  directionSchema,
  idSchema,
  lineSchema,
  timeSchema,
} from '../domain/primitives.ts';
import { teamSchema } from '../domain/team.ts';
import { agentSchema, boardSchema, declineReasonSchema, queueSchema, workItemSchema } from '../domain/work.ts';
import { FAULT_CODES } from '../lib/fault.ts';
import { COMMAND_KINDS } from './commands.ts';
import { attachmentMethods } from './attachments.ts';
import { replyTargetSchema } from './commands/write.ts';

/** A call over the bridge larger than this (UTF-16 code units of its JSON) is refused before it is read. */
export const MAX_CALL = 2_000_000;
/** UTF-16 code units of a whole mail frame; escaped as JSON it still fits a call. */
export const MAX_SHOWN_MAIL = 900_000;

const method = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O) => ({ input, output });
const nothing = z.object({});

/** What the desk can honestly say about its connection. Backend's clock where a time is the backend's. */
export const connectionSchema = z.object({
  state: z.enum(['live', 'catching-up', 'connecting', 'offline', 'signed-out', 'replaced', 'upgrade-required']),
  /** Offline or connecting: since when, by the desk's clock. */
  since: timeSchema.nullable(),
  /** The cache holds everything up to here; null before the first sync. */
  completeTo: timeSchema.nullable(),
  /** Events still to come while catching up. */
  left: z.number().int().min(0),
  /** Commands written and not yet confirmed by the backend. */
  queued: z.number().int().min(0),
  /** Events set aside because they could not be read. */
  setAside: z.number().int().min(0),
  /** Backend's clock minus the desk's, milliseconds. */
  skewMs: z.number(),
  /** Why, in words for a person, where the backend or the cache gave one. */
  reason: lineSchema.nullable(),
});
export type Connection = z.infer<typeof connectionSchema>;

/** Something the agent must know about the cache: damaged and refilled, read-only because the disk is full, … */
export const noticeSchema = z.object({
  kind: z.enum(['cache-refilled', 'index-rebuilt', 'disk-full', 'cache-locked', 'cache-too-new', 'core-restarted']),
  at: timeSchema,
});
export type Notice = z.infer<typeof noticeSchema>;

/** The life of a command on the desk. `confirmed` ones leave the outbox once the entry has come back by the feed. */
export const outboxItemSchema = z.object({
  commandId: idSchema,
  kind: z.enum(COMMAND_KINDS),
  state: z.enum(['queued', 'sent', 'confirmed', 'refused']),
  at: timeSchema,
  customerId: idSchema.nullable(),
  reason: z.string().max(500).nullable(),
  code: z.enum(FAULT_CODES).nullable(),
});
export type OutboxItem = z.infer<typeof outboxItemSchema>;

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

const modeSchema = z.enum(['reply', 'note']);
export const draftSchema = z.object({
  mode: modeSchema,
  text: z.string().max(100_000),
  target: replyTargetSchema.nullable(),
  /** Of an email, where the agent has changed it. */
  subject: lineSchema.nullable().default(null),
  savedAt: timeSchema,
});
export type Draft = z.infer<typeof draftSchema>;

export const themeSchema = z.enum(['system', 'light', 'dark']);
export const densitySchema = z.enum(['compact', 'comfortable']);
/** One or more of them. No defaults here: what a change does not name stays as it is. */
const settingsChangeSchema = z
  .object({
    theme: themeSchema,
    density: densitySchema,
    singleKeys: z.boolean(),
    /** How hits of a search stand: one after the other, or under their cases. */
    hitOrder: z.enum(['newest', 'case']),
    /** Action to key, over the defaults. */
    keys: z.record(z.string().max(60), z.string().max(40)),
  })
  .partial();
const chosen = settingsChangeSchema.required().shape;
/** Kept on this desk. Every field has a default, so an older file still reads. */
export const settingsSchema = z.object({
  theme: chosen.theme.default('system'),
  density: chosen.density.default('compact'),
  singleKeys: chosen.singleKeys.default(true),
  hitOrder: chosen.hitOrder.default('newest'),
  keys: chosen.keys.default({}),
});
export type Settings = z.infer<typeof settingsSchema>;

export const methods = {
  'session.read': method(
    nothing,
    z.object({
      agent: agentSchema.nullable(),
      /** What the agent's team has agreed on; null until the first sync. */
      team: teamSchema.nullable(),
      host: z.enum(['electron', 'browser']),
      version: z.string(),
      settings: settingsSchema,
    }),
  ),
  'connection.read': method(nothing, connectionSchema),
  'connection.retry': method(nothing, connectionSchema),
  'notices.read': method(nothing, z.array(noticeSchema)),
  'notices.dismiss': method(z.object({ at: timeSchema }), z.array(noticeSchema)),
  'settings.write': method(settingsChangeSchema, settingsSchema),
  'presence.read': method(nothing, presenceSchema.nullable()),
  'presence.set': method(askedPresenceSchema, outboxItemSchema),
  'queues.read': method(nothing, z.array(queueSchema)),

  /** The ringing offer if any, the newest ended one, and the items held by this agent, newest first. */
  'work.read': method(
    nothing,
    z.object({ offer: offerSchema.nullable(), lastOffer: offerSchema.nullable(), items: z.array(workItemSchema) }),
  ),
  'offer.accept': method(z.object({ offerId: idSchema }), outboxItemSchema),
  'offer.decline': method(z.object({ offerId: idSchema, reason: declineReasonSchema }), outboxItemSchema),
  'work.finish': method(z.object({ workItemId: idSchema, wrapUp: lineSchema.nullable() }), outboxItemSchema),

  /** `filter` left out: the one kept for this agent. `at` opens around an entry instead of at the newest. */
  'customer.open': method(
    z.object({ customerId: idSchema, at: idSchema.optional(), limit: z.number().int().min(1).max(500).default(100) }),
    openedSchema,
  ),
  'timeline.page': method(
    z.object({
      customerId: idSchema,
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
  'email.html': method(z.object({ entryId: idSchema }), z.object({ html: z.string().nullable() })),

  'reply.send': method(
    z.object({
      customerId: idSchema,
      target: replyTargetSchema,
      subject: lineSchema.nullable(),
      text: z.string().min(1).max(20_000),
    }),
    outboxItemSchema,
  ),
  'note.add': method(
    z.object({
      customerId: idSchema,
      caseId: idSchema,
      interactionId: idSchema.nullable(),
      text: z.string().min(1).max(20_000),
    }),
    outboxItemSchema,
  ),
  'outbox.read': method(nothing, z.array(outboxItemSchema)),
  /** Cancels a command that has not left the desk, or discards a refused one; answers with its words so that they go back into the composer. */
  'outbox.takeBack': method(z.object({ commandId: idSchema }), z.object({ text: z.string().nullable() })),
  'outbox.retry': method(z.object({ commandId: idSchema }), outboxItemSchema),
  /** A reply and a note are apart, so that neither can become the other; `mode` is the one last written in. */
  'draft.read': method(
    z.object({ customerId: idSchema }),
    z.object({ mode: modeSchema, reply: draftSchema.nullable(), note: draftSchema.nullable() }),
  ),
  /** Empty text removes the draft. */
  'draft.write': method(draftSchema.omit({ savedAt: true }).extend({ customerId: idSchema }), nothing),
  'draft.mode': method(z.object({ customerId: idSchema, mode: modeSchema }), nothing),

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
  'board.read': method(nothing, boardSchema.nullable()),
  /** Opens an http, https, mailto or tel link outside, after the host has asked. Refused for anything else. */
  'link.open': method(z.object({ url: z.string().max(2_000) }), z.object({ opened: z.boolean() })),
  /** The host's own. Puts a sanitised mail where a frame can show it once, under a policy of its own; a path of the host. */
  'mail.show': method(
    z.object({ html: z.string().max(MAX_SHOWN_MAIL), withPictures: z.boolean() }),
    z.object({ path: z.string() }),
  ),
  ...attachmentMethods,
} as const;

type Methods = typeof methods;
export type MethodName = keyof Methods;
/** As the caller writes it, before defaults. */
export type Input<M extends MethodName> = z.input<Methods[M]['input']>;
/** As the handler gets it, defaults filled in. */
export type Parsed<M extends MethodName> = z.output<Methods[M]['input']>;
export type Output<M extends MethodName> = z.output<Methods[M]['output']>;
export type Handlers = { readonly [M in MethodName]: (input: Parsed<M>) => Output<M> | Promise<Output<M>> };

/** Says what changed; the screen asks again for what it shows. */
export const pushSchema = z.discriminatedUnion('topic', [
  z.object({ topic: z.literal('connection'), connection: connectionSchema }),
  z.object({ topic: z.literal('notices') }),
  z.object({ topic: z.literal('session') }),
  z.object({ topic: z.literal('presence') }),
  z.object({ topic: z.literal('work') }),
  z.object({ topic: z.literal('outbox') }),
  z.object({ topic: z.literal('board') }),
  z.object({ topic: z.literal('customer'), customerId: idSchema }),
  z.object({ topic: z.literal('timeline'), customerId: idSchema }),
]);
export type Push = z.infer<typeof pushSchema>;

export type Reply = { ok: true; value: unknown } | { ok: false; code: (typeof FAULT_CODES)[number]; message: string };
export const replySchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), code: z.enum(FAULT_CODES), message: z.string() }),
]);
