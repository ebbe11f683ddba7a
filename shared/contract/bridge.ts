// All that the screen can ask of the core, and all that the core tells the screen. Client, server, tests and docs derive.
import * as z from 'zod';
import { idSchema } from '../domain/primitives.ts';
import { FAULT_CODES } from '../lib/fault.ts';
import { attachmentMethods } from './attachments.ts';
import { asideMethods } from './bridge/aside.ts';
import { begunMethods } from './bridge/begun.ts';
import { callMethods } from './bridge/call.ts';
import { caseMethods } from './bridge/case.ts';
import { composeMethods } from './bridge/compose.ts';
import { customerMethods } from './bridge/customer.ts';
import { erasureMethods } from './bridge/erasure.ts';
import { exportMethods } from './bridge/export.ts';
import { fetchMethods } from './bridge/fetch.ts';
import { fileMethods } from './bridge/files.ts';
import { handOverMethods } from './bridge/hand-over.ts';
import { hostMethods } from './bridge/host.ts';
import { keepingMethods } from './bridge/keeping.ts';
import { mentionMethods } from './bridge/mention.ts';
import { outboxMethods } from './bridge/outbox.ts';
import { publicMethods } from './bridge/public.ts';
import { reviewMethods } from './bridge/review.ts';
import { searchMethods } from './bridge/search.ts';
import { searchesMethods } from './bridge/searches.ts';
import { connectionSchema, sessionMethods } from './bridge/session.ts';
import { timelineMethods } from './bridge/timeline.ts';
import { workMethods, workToldSchema } from './bridge/work.ts';

// What is asked and answered stands with its noun; these are the names by which most of it is known.
export type { OwnCall } from './bridge/call.ts';
export { type CaseDrafts, type Draft, draftSchema } from './bridge/draft.ts';
export { MAX_SHOWN_MAIL } from './bridge/host.ts';
export type { OutboxItem } from './bridge/outbox.ts';
export type { SearchHit } from './bridge/search.ts';
export {
  type Connection,
  connectionSchema,
  type Notice,
  type Settings,
  settingsSchema,
  type Waiting,
} from './bridge/session.ts';
export type {
  Completeness,
  Facets,
  Opened,
  Picked,
  PickRange,
  Place,
  TimelineFilter,
  TimelineItem,
  TimelinePage,
} from './bridge/timeline.ts';

/** A call over the bridge larger than this (bytes of its JSON as UTF-8) is refused before it is read. */
export const MAX_CALL = 2_000_000;

/** Milliseconds between two signs of life that the browser host gives its page: `{}`, which says nothing else. */
export const BEAT_MS = 1_000;

/** Every method, by noun. */
export const methods = {
  ...sessionMethods,
  ...workMethods,
  ...asideMethods,
  ...callMethods,
  ...caseMethods,
  ...handOverMethods,
  ...timelineMethods,
  ...composeMethods,
  ...begunMethods,
  ...fileMethods,
  ...mentionMethods,
  ...publicMethods,
  ...customerMethods,
  ...outboxMethods,
  ...searchMethods,
  ...searchesMethods,
  ...reviewMethods,
  ...fetchMethods,
  ...keepingMethods,
  ...hostMethods,
  ...attachmentMethods,
  ...exportMethods,
  ...erasureMethods,
} as const;

type Methods = typeof methods;
export type MethodName = keyof Methods;
/** As the caller writes it, before defaults. */
export type Input<M extends MethodName> = z.input<Methods[M]['input']>;
/** As the handler gets it, defaults filled in. */
export type Parsed<M extends MethodName> = z.output<Methods[M]['input']>;
export type Output<M extends MethodName> = z.output<Methods[M]['output']>;
export type Handlers = { readonly [M in MethodName]: (input: Parsed<M>) => Output<M> | Promise<Output<M>> };

/** Says what changed; the screen asks again for what it shows, but for what is told along with it. */
export const pushSchema = z.discriminatedUnion('topic', [
  z.object({ topic: z.literal('connection'), connection: connectionSchema }),
  z.object({ topic: z.literal('notices') }),
  z.object({ topic: z.literal('session') }),
  /** The desk holds nothing of before any more: neither may the page. */
  z.object({ topic: z.literal('emptied') }),
  z.object({ topic: z.literal('presence') }),
  z.object({ topic: z.literal('work'), told: workToldSchema.optional() }),
  z.object({ topic: z.literal('outbox') }),
  z.object({ topic: z.literal('board') }),
  z.object({ topic: z.literal('mentions') }),
  z.object({ topic: z.literal('introductions') }),
  z.object({ topic: z.literal('roster') }),
  z.object({ topic: z.literal('here') }),
  z.object({ topic: z.literal('export') }),
  z.object({ topic: z.literal('fetch') }),
  z.object({ topic: z.literal('keeping') }),
  /** What was brought for a review, or how much of it is here. */
  z.object({ topic: z.literal('review') }),
  z.object({ topic: z.literal('customer'), customerId: idSchema }),
  z.object({ topic: z.literal('timeline'), customerId: idSchema }),
]);
export type Push = z.infer<typeof pushSchema>;

export type Reply = { ok: true; value: unknown } | { ok: false; code: (typeof FAULT_CODES)[number]; message: string };
export const replySchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), code: z.enum(FAULT_CODES), message: z.string() }),
]);
