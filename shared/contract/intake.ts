// What a channel connector hands to the backend: one record a line (NDJSON) at `POST /intake`, or `npm run intake`.
import * as z from 'zod';
import {
  EVENT_NAMES,
  MAX_ADDRESSES,
  MAX_ATTACHMENT_BYTES,
  MAX_ATTACHMENTS,
  MAX_HTML,
  MAX_TEXT,
  MAX_TURNS,
  reachSchema,
  turnSchema,
} from '../domain/entry.ts';
import { CHANNELS, channelSchema, durationSchema, lineSchema } from '../domain/primitives.ts';

/** ISO 8601 with offset, or milliseconds since the epoch. Left out: the backend's clock. */
const when = z.union([z.iso.datetime({ offset: true }).transform(Date.parse), z.number().int().min(0).max(8.64e15)]);

/** Characters of base64 of the largest attachment that is kept. */
const MAX_CONTENT = Math.ceil(MAX_ATTACHMENT_BYTES / 3) * 4;

const externalId = z.string().min(1).max(500);
const key = {
  /** Unique within `source`; the same key again is "already there". */
  externalId,
  /** Which system or file it came from, e.g. `x`, `exchange`, `bank-archive`. */
  source: z.string().min(1).max(100).default('intake'),
};
const party = z.object({
  /** Handle, address or number as the network gives it. */
  address: z.string().min(1).max(500),
  name: lineSchema.optional(),
  followers: z.number().int().min(0).optional(),
});
const text = z.string().max(MAX_TEXT * 10);
const attachment = z.object({
  name: lineSchema,
  type: lineSchema.default('application/octet-stream'),
  /** Bytes. Where the content is given, they are counted instead. */
  size: z.number().int().min(0),
  /** The content as base64, kept up to 20 MB each and 25 MB a record. Left out or too large: name, type and size only. */
  content: z.string().max(MAX_CONTENT).optional(),
});

const live = {
  /** True: somebody should deal with it, so it enters a queue. False: history only. */
  live: z.boolean().default(true),
  at: when.optional(),
  /** Name or id of the queue; left out: by channel. */
  queue: lineSchema.optional(),
  /** `externalId` of a `customer` record, where the source itself knows whose it is. */
  customer: externalId.optional(),
  /** Subject of the case, if this record opens one. */
  subject: lineSchema.optional(),
};

const written = {
  ...key,
  ...live,
  channel: channelSchema,
  direction: z.enum(['in', 'out']).default('in'),
  /** The customer's side, whichever the direction. */
  party,
  /** The company's own account or address. */
  handle: lineSchema.optional(),
  /** For `out`: which colleague wrote it. */
  agent: lineSchema.optional(),
  /** Messages of one conversation carry the same; left out: by `inReplyTo`, else a thread of its own. */
  thread: externalId.optional(),
  inReplyTo: externalId.optional(),
  text,
  language: z.string().max(35).optional(),
  url: z.string().max(2_000).optional(),
  attachments: z.array(attachment).max(MAX_ATTACHMENTS).default([]),
};

export const intakeRecordSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('customer'),
    ...key,
    name: lineSchema.min(1),
    language: z.string().max(35).optional(),
    timeZone: z.string().max(64).optional(),
    value: lineSchema.optional(),
    identities: z
      .array(
        z.object({
          channel: channelSchema,
          address: z.string().min(1).max(500),
          followers: z.number().int().min(0).optional(),
        }),
      )
      .max(50),
  }),
  z.object({ type: z.literal('post'), ...written, reach: reachSchema.optional() }),
  z.object({ type: z.literal('message'), ...written }),
  z.object({
    type: z.literal('email'),
    ...written,
    channel: z.literal('email').default('email'),
    mailSubject: lineSchema.default(''),
    to: z.array(lineSchema).max(MAX_ADDRESSES).default([]),
    cc: z.array(lineSchema).max(MAX_ADDRESSES).default([]),
    messageId: lineSchema.optional(),
    references: z.array(lineSchema).max(200).default([]),
    quoted: text.optional(),
    signature: text.optional(),
    html: z
      .string()
      .max(MAX_HTML * 10)
      .optional(),
    automatic: z.boolean().default(false),
    truncated: z.boolean().default(false),
  }),
  z.object({
    type: z.literal('call'),
    ...key,
    ...live,
    direction: z.enum(['in', 'out']).default('in'),
    /** The other party's number in any notation; null: withheld. */
    number: z.string().max(100).nullable(),
    name: lineSchema.optional(),
    /** `ringing` enters a queue; `ended` and `abandoned` are history, or close a ringing one with the same key. */
    state: z.enum(['ringing', 'ended', 'abandoned']),
    /** Keyed in by the caller: a code that was given out for a case, e.g. `4821-77`. */
    code: z.string().max(20).optional(),
    line: lineSchema.optional(),
    agent: lineSchema.optional(),
    queueMs: durationSchema.optional(),
    talkMs: durationSchema.optional(),
    holdMs: durationSchema.optional(),
    wrapUp: lineSchema.optional(),
    text: text.default(''),
    turns: z.array(turnSchema).max(MAX_TURNS).default([]),
    /** `source` is a telephone exchange that can be asked to hold this call; see docs/telephony.md. */
    control: z.boolean().default(false),
    recording: z.enum(['off', 'on']).default('off'),
  }),
  z.object({
    type: z.literal('note'),
    ...key,
    at: when.optional(),
    customer: externalId.optional(),
    party: party.extend({ channel: channelSchema }).optional(),
    agent: lineSchema,
    text,
  }),
  z.object({
    type: z.literal('event'),
    ...key,
    at: when.optional(),
    customer: externalId.optional(),
    party: party.extend({ channel: channelSchema }).optional(),
    agent: lineSchema.optional(),
    name: z.enum(EVENT_NAMES),
    detail: lineSchema.optional(),
  }),
  z.object({
    type: z.literal('survey'),
    ...key,
    at: when.optional(),
    customer: externalId.optional(),
    party: party.extend({ channel: channelSchema }).optional(),
    channel: channelSchema,
    measure: z.enum(['ces', 'csat', 'nps']),
    score: z.number(),
    of: z.number().positive(),
    text: text.default(''),
  }),
  /**
   * Who works here. `externalId` is the agent's id in Foreword, whatever the source. What is left out stays as it is; a
   * new agent needs a name. What an agent may no longer see is taken from their desk.
   */
  z.object({
    type: z.literal('agent'),
    source: key.source,
    externalId: z.string().min(1).max(64),
    name: lineSchema.min(1).optional(),
    role: z.enum(['agent', 'lead']).optional(),
    /** Names or ids of all queues served. */
    queues: z.array(lineSchema).max(200).optional(),
    channels: z.array(channelSchema).max(CHANNELS.length).optional(),
    capacity: z.number().int().min(1).max(100).optional(),
    /** True: may not sign in, sees nothing, and what they hold goes back to its queue. */
    disabled: z.boolean().optional(),
    /** To sign in with from now on. */
    secret: z.string().min(12).max(500).optional(),
  }),
  /** The network says that a message we have was edited or deleted. `target` is its `externalId` in the same source. */
  z.object({ type: z.literal('edit'), source: key.source, target: externalId, at: when.optional(), text }),
  z.object({ type: z.literal('delete'), source: key.source, target: externalId, at: when.optional() }),
]);
export type IntakeRecord = z.output<typeof intakeRecordSchema>;
export type IntakeInput = z.input<typeof intakeRecordSchema>;
export type IntakeOf<T extends IntakeRecord['type']> = Extract<IntakeRecord, { type: T }>;

/** What became of one record, in the order sent. */
export const intakeResultSchema = z.discriminatedUnion('outcome', [
  z.object({
    outcome: z.literal('imported'),
    externalId: z.string(),
    entryId: z.string().nullable(),
    customerId: z.string().nullable(),
    workItemId: z.string().nullable(),
  }),
  z.object({ outcome: z.literal('already-there'), externalId: z.string() }),
  z.object({ outcome: z.literal('refused'), externalId: z.string().nullable(), reason: z.string() }),
]);
export type IntakeResult = z.infer<typeof intakeResultSchema>;
