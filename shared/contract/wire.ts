// What a desk and a routing backend say to each other over socket.io. Both ends parse with this; docs/protocol.md derives.
import * as z from 'zod';
import { caseSchema, interactionSchema } from '../domain/case.ts';
import { customerSchema } from '../domain/customer.ts';
import { entrySchema } from '../domain/entry.ts';
import { erasureSchema, MAX_ERASURES } from '../domain/erasure.ts';
import { hereOfSchema, hereSchema } from '../domain/here.ts';
import { introductionSchema } from '../domain/introduction.ts';
import { mentionSchema } from '../domain/mention.ts';
import { offerSchema } from '../domain/offer.ts';
import { presenceSchema } from '../domain/presence.ts';
import { idSchema, timeSchema } from '../domain/primitives.ts';
import { rosterSchema } from '../domain/roster.ts';
import { pausedSchema } from '../domain/sleep.ts';
import { teamSchema } from '../domain/team.ts';
import { agentSchema, boardSchema, queueSchema, workItemSchema } from '../domain/work.ts';
import { FAULT_CODES } from '../lib/fault.ts';
import { commandReplySchema, commandSchema } from './commands.ts';
import {
  findAnswerSchema,
  findInputSchema,
  letGoSchema,
  REVIEW_LIMITS,
  reviewChoicesSchema,
  reviewSetSchema,
  weighedSchema,
  weighInputSchema,
} from './review.ts';

/** Raise when an older desk could not ignore the change. */
export const WIRE_VERSION = 1;

export const LIMITS = {
  /** Events in one feed page. */
  pageEvents: 1_000,
  /** Bytes of one message to a desk. */
  messageBytes: 8_000_000,
  /** Bytes of one message of a desk: a command of the longest words. More closes the connection. */
  requestBytes: 1_000_000,
  /** Entries in one page of history. */
  historyEntries: 200,
  /** Entries that come with a grant, newest first. */
  grantEntries: 50,
  /** Feed pages under way to one desk and not yet acknowledged. */
  pagesInFlight: 2,
  /** Commands a desk may have under way. */
  commandsInFlight: 8,
  /** Milliseconds between pages, empty ones included, while a desk is live. */
  heartbeatMs: 3_000,
} as const;

/** Opaque to the desk. Names a place in one log and proves it: another log does not know it. */
export const cursorSchema = z.string().min(1).max(120);
export type Cursor = z.infer<typeof cursorSchema>;

const older = {
  /** Entries of this customer, older than the oldest one given, that the backend has. 0: nothing older exists. */
  older: z.number().int().min(0),
};

/** Everything a desk needs to show a customer before the phone rings. */
export const customerGrantSchema = z.object({
  customer: customerSchema,
  cases: z.array(caseSchema),
  interactions: z.array(interactionSchema),
  /** The newest, ascending by `(at, id)`. */
  entries: z.array(entrySchema).max(LIMITS.grantEntries),
  ...older,
});
export type CustomerGrant = z.infer<typeof customerGrantSchema>;

/** Events carry whole records with a version: applying one twice, or an older one late, changes nothing. */
export const feedEventSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('customer.granted'), grant: customerGrantSchema }),
  z.object({ kind: z.literal('customer.revoked'), customerId: idSchema }),
  z.object({ kind: z.literal('customer.changed'), customer: customerSchema }),
  z.object({ kind: z.literal('case.changed'), case: caseSchema }),
  z.object({ kind: z.literal('interaction.changed'), interaction: interactionSchema }),
  z.object({ kind: z.literal('entry.changed'), entry: entrySchema }),
  z.object({ kind: z.literal('work.changed'), workItem: workItemSchema }),
  z.object({ kind: z.literal('offer.changed'), offer: offerSchema }),
  z.object({ kind: z.literal('presence.changed'), presence: presenceSchema }),
  z.object({ kind: z.literal('agent.changed'), agent: agentSchema }),
  z.object({ kind: z.literal('queue.changed'), queue: queueSchema }),
  z.object({ kind: z.literal('team.changed'), team: teamSchema }),
  z.object({ kind: z.literal('mention.changed'), mention: mentionSchema }),
  z.object({ kind: z.literal('introduction.changed'), introduction: introductionSchema }),
  /** To every desk, whether it has them or not. What comes after it of the same customer is not of before. */
  z.object({ kind: z.literal('customer.erased'), erasure: erasureSchema }),
]);
export type FeedEvent = z.infer<typeof feedEventSchema>;

/**
 * Continues a desk's copy of the log only if `after` is the desk's own cursor; so a gap cannot hide. `events` are
 * `unknown` here: the desk parses each by itself, so that one poison event does not hold up the rest.
 */
export const feedPageSchema = z.object({
  after: cursorSchema.nullable(),
  upto: cursorSchema,
  events: z.array(z.object({ id: idSchema, event: z.unknown() })).max(LIMITS.pageEvents),
  /** The backend's clock when the page was read. */
  at: timeSchema,
  /** Events known to follow this page; 0 means: complete to `at`. */
  left: z.number().int().min(0),
  /** First page of a snapshot: forget what the cache holds, keep the outbox. */
  reset: z.boolean(),
});
export type FeedPage = z.infer<typeof feedPageSchema>;

export const handshakeSchema = z.object({
  version: z.number().int(),
  deskId: idSchema,
  token: z.string().min(1).max(4_000),
  /** Time was missing since the session before: whose machine slept is not rung before they have said that they are back. */
  paused: pausedSchema.optional(),
});

export const sessionSchema = z.object({
  agent: agentSchema,
  /** Backend's clock, to set the desk's countdowns by. */
  now: timeSchema,
  /** A new one means: the log is not the one you knew. */
  incarnation: z.string().min(1).max(64),
  sessionId: idSchema,
  /** Not yet confirmed by this desk: it erases them before it asks for anything, or shows anything new. */
  erasures: z.array(erasureSchema).max(MAX_ERASURES).optional(),
});
export type Session = z.infer<typeof sessionSchema>;

export const resumeSchema = z.object({ after: cursorSchema.nullable(), incarnation: z.string().max(64).nullable() });

export const historyRequestSchema = z.object({
  customerId: idSchema,
  /** Entries strictly older than this place. */
  before: z.object({ at: timeSchema, id: idSchema }),
  limit: z.number().int().min(1).max(LIMITS.historyEntries),
});
export const historyPageSchema = z.object({ customerId: idSchema, entries: z.array(entrySchema), ...older });
export type HistoryPage = z.infer<typeof historyPageSchema>;

export const refusalSchema = z.object({ ok: z.literal(false), code: z.enum(FAULT_CODES), reason: z.string().max(500) });
const answer = <T extends z.ZodType>(value: T) =>
  z.discriminatedUnion('ok', [z.object({ ok: z.literal(true), value }), refusalSchema]);

/** Desk asks, backend acknowledges with the reply. */
export const requests = {
  'feed.resume': { input: resumeSchema, reply: answer(z.object({ incarnation: z.string() })) },
  'history.page': { input: historyRequestSchema, reply: answer(historyPageSchema) },
  command: { input: commandSchema, reply: commandReplySchema },
  /** Volatile: nothing is kept of it, and it fades without news. */
  here: { input: hereSchema, reply: answer(z.object({})) },
  /** Said just before the desk ends the connection by its agent's will: nobody is lost then. An older backend ignores it. */
  leave: { input: z.object({}), reply: answer(z.object({})) },
  'session.renew': {
    input: z.object({ token: z.string().max(4_000) }),
    reply: answer(z.object({ expiresAt: timeSchema })),
  },
  /** Who there is beyond the desk, of those whom the agent may see. Asked too often, it is refused with `retry`. */
  'review.find': { input: findInputSchema, reply: answer(findAnswerSchema) },
  'review.choices': { input: z.object({}), reply: answer(reviewChoicesSchema) },
  /** How much a set would bring. */
  'review.weigh': { input: weighInputSchema, reply: answer(weighedSchema) },
  /** Lets the agent see them for a time, and writes that down for the audit. Their histories come by the feed. */
  'review.bring': { input: weighInputSchema, reply: answer(reviewSetSchema) },
  'review.sets': {
    input: z.object({}),
    reply: answer(z.object({ sets: z.array(reviewSetSchema).max(REVIEW_LIMITS.sets) })),
  },
  /** Gives them back before their time; whom the agent sees for another reason stays. */
  'review.letGo': { input: letGoSchema, reply: answer(z.object({ customers: z.number().int().min(0) })) },
} as const;

/** Backend tells. `feed` is acknowledged with `true` once applied; those of LOOSE are volatile and may be lost. */
export const tellings = {
  session: sessionSchema,
  feed: feedPageSchema,
  board: boardSchema,
  roster: rosterSchema,
  'here.of': hereOfSchema,
  'session.ended': z.object({ reason: z.enum(['replaced', 'expired', 'revoked', 'shutdown']) }),
} as const;

/** Told again and again, kept by nobody. */
export const LOOSE = ['board', 'roster', 'here.of'] as const satisfies readonly (keyof typeof tellings)[];
export type Loose = (typeof LOOSE)[number];
export type Told<N extends Loose> = z.output<(typeof tellings)[N]>;

/** HTTP beside the socket: `POST /session` signs in, `POST /session/renew` renews a token that is still good. */
export const signInSchema = z.object({ name: z.string().min(1).max(200), secret: z.string().min(1).max(500) });
export const tokenSchema = z.object({ token: z.string(), expiresAt: timeSchema, agent: agentSchema });
export type Token = z.infer<typeof tokenSchema>;
