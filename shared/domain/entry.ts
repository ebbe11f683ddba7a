import * as z from 'zod';
import { CALL_STATES, lineParts } from './call.ts';
import {
  audienceSchema,
  channelSchema,
  directionSchema,
  durationSchema,
  idSchema,
  lineSchema,
  timeSchema,
  versionSchema,
} from './primitives.ts';

/** Longer text is cut at intake and marked `truncated`. UTF-16 code units. */
export const MAX_TEXT = 100_000;
/** Longer HTML is dropped at intake (its text stays) and marked `truncated`. UTF-16 code units. */
export const MAX_HTML = 256_000;
export const MAX_TURNS = 5_000;
export const MAX_ADDRESSES = 100;
export const MAX_ATTACHMENTS = 100;
/** Bytes. Of a larger one name, type and size are kept and the content is not. */
export const MAX_ATTACHMENT_BYTES = 20_000_000;
/** Bytes of all contents of one record together; what comes on top is kept by name. */
export const MAX_ATTACHED_BYTES = 25_000_000;

export const authorSchema = z.object({
  kind: z.enum(['customer', 'agent', 'system']),
  name: lineSchema,
  /** Handle, address or number as written, e.g. `@jayne`, `j@post.example`, `+44 20 7946 0958`. */
  address: lineSchema.nullable(),
  agentId: idSchema.nullable(),
});

export const attachmentSchema = z.object({
  id: idSchema,
  name: lineSchema,
  /** Bytes. */
  size: z.number().int().min(0),
  /** Media type judged by content where known, e.g. `application/pdf`. */
  type: lineSchema,
  /** The backend has its content. Records from before contents were kept have none. */
  kept: z.boolean().default(false),
});

export type Attachment = z.infer<typeof attachmentSchema>;

/** What became of our own words after the backend took them. */
export const deliverySchema = z.object({
  state: z.enum(['sent', 'confirmed', 'failed']),
  at: timeSchema,
  /** The command that asked for it; lets a desk recognise its own queued words. */
  commandId: idSchema.nullable(),
  reason: lineSchema.nullable(),
});

const base = {
  id: idSchema,
  version: versionSchema,
  customerId: idSchema,
  caseId: idSchema,
  /** Notes and events about a whole case have none. */
  interactionId: idSchema.nullable(),
  /** When it happened, by its source for archives, by the backend's clock for live traffic. Sort key: `(at, id)`. */
  at: timeSchema,
  channel: channelSchema,
  direction: directionSchema,
  audience: audienceSchema,
  /** The company's own account or address, e.g. `@LarkwingCare`. */
  handle: lineSchema.nullable(),
  author: authorSchema,
  /** Plain text without quotes and signature. */
  text: z.string().max(MAX_TEXT),
  /** BCP 47, where known. */
  language: z.string().max(35).nullable(),
  replyTo: idSchema.nullable(),
  /** http(s) link to the message at its source. */
  sourceUrl: z.string().max(2_000).nullable(),
  attachments: z.array(attachmentSchema).max(MAX_ATTACHMENTS),
  editedAt: timeSchema.nullable(),
  deletedAt: timeSchema.nullable(),
  truncated: z.boolean(),
  delivery: deliverySchema.nullable(),
};

const count = z.number().int().min(0);
export const reachSchema = z.object({ reposts: count, likes: count, views: count.nullable() });

/** A public post that we have shown to all under one of our handles. At most one that is not undone of each handle. */
export const repostSchema = z.object({
  /** Of the act at the network. */
  id: idSchema,
  handle: lineSchema,
  agentId: idSchema,
  agentName: lineSchema,
  at: timeSchema,
  /** `undoing` and `undone`: taken back. `failed`: the network did not take it. */
  state: z.enum(['sent', 'confirmed', 'failed', 'undoing', 'undone']),
  commandId: idSchema,
  /** Of the network, why it did not do it, or not take it back. */
  reason: lineSchema.nullable(),
  /** What for, one of the team's reasons for praise; left out: none was given. */
  praisedFor: lineSchema.optional(),
  /** Of the work under which it was done; left out: of before this was kept. */
  queueId: idSchema.optional(),
});
export type Repost = z.infer<typeof repostSchema>;
export const MAX_REPOSTS = 50;

export const emailPartSchema = z.object({
  subject: lineSchema,
  from: lineSchema,
  to: z.array(lineSchema).max(MAX_ADDRESSES),
  cc: z.array(lineSchema).max(MAX_ADDRESSES),
  messageId: lineSchema.nullable(),
  inReplyTo: lineSchema.nullable(),
  /** Lines quoted from earlier mail; with `text` and `signature` nothing of the mail is lost. */
  quoted: z.string().max(MAX_TEXT).nullable(),
  signature: z.string().max(MAX_TEXT).nullable(),
  /** As received: hostile, sanitised only where it is shown. Timeline pages carry `null` and `hasHtml`. */
  html: z.string().max(MAX_HTML).nullable(),
  hasHtml: z.boolean(),
  /** Out-of-office, bounce or mailing-list mail (RFC 3834 and kin). */
  automatic: z.boolean(),
});

export const turnSchema = z.object({
  /** Milliseconds after the call was answered. */
  at: durationSchema,
  speaker: z.enum(['customer', 'agent', 'other']),
  name: lineSchema,
  text: z.string().max(20_000),
});
export type Turn = z.infer<typeof turnSchema>;

export const callPartSchema = z.object({
  /** The other party's number as dialled or shown; null when withheld. */
  number: lineSchema.nullable(),
  state: z.enum(CALL_STATES),
  queueName: lineSchema.nullable(),
  queueMs: durationSchema.nullable(),
  talkMs: durationSchema.nullable(),
  holdMs: durationSchema.nullable(),
  answeredAt: timeSchema.nullable(),
  agentName: lineSchema.nullable(),
  wrapUp: lineSchema.nullable(),
  turns: z.array(turnSchema).max(MAX_TURNS),
  /** The conversation that goes on in this call, where the agent moved it here; left out: none. */
  goesOnFrom: z.object({ interactionId: idSchema, channel: channelSchema, audience: audienceSchema }).optional(),
  ...lineParts,
});

export const EVENT_NAMES = [
  'case.opened',
  'case.closed',
  'assigned',
  'finished',
  'moved.private',
  'escalated',
  'escalated.senior',
  'transferred',
  'reassigned',
  'consult.asked',
  'consult.joined',
  'consult.declined',
  'consult.missed',
  'consult.nobody',
  'consult.left',
  'conference',
  'offer.declined',
  'offer.missed',
  'offer.withdrawn',
  'abandoned',
  'code.given',
  'undelivered',
] as const;

export const eventPartSchema = z.object({ name: z.enum(EVENT_NAMES), detail: lineSchema.nullable() });
export const surveyPartSchema = z.object({
  measure: z.enum(['ces', 'csat', 'nps']),
  score: z.number(),
  /** Highest score possible. */
  of: z.number().positive(),
});

/** One item of the timeline. */
export const entrySchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('post'),
    ...base,
    reach: reachSchema.nullable(),
    /** Oldest first; left out: none. */
    reposts: z.array(repostSchema).max(MAX_REPOSTS).optional(),
  }),
  z.object({ kind: z.literal('message'), ...base }),
  z.object({ kind: z.literal('email'), ...base, email: emailPartSchema }),
  z.object({ kind: z.literal('call'), ...base, call: callPartSchema }),
  z.object({ kind: z.literal('note'), ...base }),
  z.object({ kind: z.literal('event'), ...base, event: eventPartSchema }),
  z.object({ kind: z.literal('survey'), ...base, survey: surveyPartSchema }),
]);
export type Entry = z.infer<typeof entrySchema>;
export type EntryKind = Entry['kind'];
export type EntryOf<K extends EntryKind> = Extract<Entry, { kind: K }>;
export const ENTRY_KINDS = ['post', 'message', 'email', 'call', 'note', 'event', 'survey'] as const;
export const entryKindSchema = z.enum(ENTRY_KINDS);
