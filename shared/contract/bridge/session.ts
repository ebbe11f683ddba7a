// Who is signed in, how the desk is connected, what it must tell, and what is kept on it.
import * as z from 'zod';
import { lineSchema, timeSchema } from '../../domain/primitives.ts';
import { teamSchema } from '../../domain/team.ts';
import { agentSchema } from '../../domain/work.ts';
import { method, nothing } from './method.ts';

/** What was asked for and is not confirmed yet. `others`: changes of work or of a setting, and records. */
export const waitingSchema = z.object({
  replies: z.number().int().min(0),
  notes: z.number().int().min(0),
  others: z.number().int().min(0),
});
export type Waiting = z.infer<typeof waitingSchema>;

/** Why it is signed out where its agent has left it: nothing but their secret helps. */
export const SIGNED_OUT_HERE = 'Nothing rings and nothing comes in until you sign in again.';

/** Why it is offline where its core has crashed too often and stays down: nothing is sent or kept any more. */
export const CORE_DOWN =
  'The part of Foreword that keeps and sends your work crashed and stays down. End Foreword, start it again and go on there.';

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
  /** What these are. */
  waiting: waitingSchema,
  /** Events set aside because they could not be read. */
  setAside: z.number().int().min(0),
  /** Backend's clock minus the desk's, milliseconds. */
  skewMs: z.number(),
  /** Why, in words for a person, where the backend or the cache gave one. */
  reason: lineSchema.nullable(),
});
export type Connection = z.infer<typeof connectionSchema>;

/** Before anybody has said anything of it. */
export const NOTHING_TOLD: Connection = {
  state: 'connecting',
  since: null,
  completeTo: null,
  left: 0,
  queued: 0,
  waiting: { replies: 0, notes: 0, others: 0 },
  setAside: 0,
  skewMs: 0,
  reason: null,
};

/** Something the agent must know about the cache: damaged and refilled, read-only because the disk is full, … */
export const noticeSchema = z.object({
  kind: z.enum([
    'cache-refilled',
    'index-rebuilt',
    'disk-full',
    'cache-locked',
    'cache-too-new',
    'cache-other-key',
    'outbox-other-key',
    'key-unprotected',
    'key-unreadable',
    'memory-only',
    'core-restarted',
    'words-erased',
  ]),
  at: timeSchema,
});
export type Notice = z.infer<typeof noticeSchema>;

export const themeSchema = z.enum(['system', 'light', 'dark']);
export const densitySchema = z.enum(['compact', 'comfortable']);
export const RINGS = ['bell', 'marimba', 'pulse', 'classic', 'none'] as const;
/** One or more of them. No defaults here: what a change does not name stays as it is. */
const settingsChangeSchema = z
  .object({
    theme: themeSchema,
    density: densitySchema,
    singleKeys: z.boolean(),
    /** How hits of a search stand: the newest first, the one that fits best first, or under their cases. */
    hitOrder: z.enum(['newest', 'best', 'case']),
    /** How open work stands: what was taken last first, or whose word has waited longest. */
    workOrder: z.enum(['newest', 'waiting']),
    /** Action to key, over the defaults. */
    keys: z.record(z.string().max(60), z.string().max(40)),
    ring: z.enum(RINGS),
    /** Of the ring, 0 to 100. */
    ringVolume: z.number().int().min(0).max(100),
    /** The sound device that rings beside the usual one; null: none. By the browser's own id for it. */
    ringDevice: z.string().max(500).nullable(),
    /** A notification of the system for what rings. */
    notify: z.boolean(),
    /** The desktop's window comes to the front when something rings. */
    raise: z.boolean(),
  })
  .partial();
const chosen = settingsChangeSchema.required().shape;
/** Kept on this desk. Every field has a default, so an older file still reads. */
export const settingsSchema = z.object({
  theme: chosen.theme.default('system'),
  density: chosen.density.default('compact'),
  singleKeys: chosen.singleKeys.default(true),
  hitOrder: chosen.hitOrder.default('newest'),
  workOrder: chosen.workOrder.default('newest'),
  keys: chosen.keys.default({}),
  ring: chosen.ring.default('bell'),
  ringVolume: chosen.ringVolume.default(60),
  ringDevice: chosen.ringDevice.default(null),
  notify: chosen.notify.default(true),
  raise: chosen.raise.default(false),
});
export type Settings = z.infer<typeof settingsSchema>;

export const sessionMethods = {
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
  /**
   * The secret again, where the one that this desk was started with is no longer good. Kept in memory alone and written to
   * no log; a start over asks for it anew.
   */
  'session.signIn': method(z.object({ secret: z.string().min(1).max(500) }), connectionSchema),
  /** What signing out would leave here: asked before it is done. */
  'session.leaving': method(
    nothing,
    z.object({
      history: z.enum(['stays', 'goes']),
      words: z.enum(['stay', 'go']),
      /** Replies and other commands not confirmed yet, and drafts. */
      unsent: z.number().int().min(0),
      waiting: waitingSchema,
      drafts: z.number().int().min(0),
    }),
  ),
  /** The session ends; what waits to be sent goes on waiting. Where the policy says so, the desk is emptied of its history. */
  'session.signOut': method(nothing, connectionSchema),
  'notices.read': method(nothing, z.array(noticeSchema)),
  'notices.dismiss': method(z.object({ at: timeSchema }), z.array(noticeSchema)),
  'settings.write': method(settingsChangeSchema, settingsSchema),
} as const;
