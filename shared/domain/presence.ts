// What an agent is to the routing: the states, and the moves between them as a table. Pure; docs draw the table.
import * as z from 'zod';
import { durationSchema, idSchema, lineSchema, timeSchema, versionSchema } from './primitives.ts';

export const PRESENCE_STATES = ['offline', 'available', 'not-ready', 'on-contact', 'acw'] as const;
export const presenceStateSchema = z.enum(PRESENCE_STATES);
export type PresenceState = z.infer<typeof presenceStateSchema>;

/** What an agent may ask for; the other states follow from the work. */
export const askedPresenceSchema = z.object({
  state: z.enum(['available', 'not-ready', 'offline']),
  reason: lineSchema.nullable(),
});
export type AskedPresence = z.infer<typeof askedPresenceSchema>;

/** The work after a contact. Backend's clock; who ends it counts on a clock that does not jump. */
export const afterWorkSchema = z.object({
  workItemId: idSchema,
  from: timeSchema,
  /** It ends by itself after so long, extended or not; null: when the agent says so. */
  ms: durationSchema.nullable(),
  extended: z.boolean(),
  /** After a written contact, which is finished already. Left out: after a call, which its agent holds until they finish it. */
  written: z.literal(true).optional(),
});
export type AfterWork = z.infer<typeof afterWorkSchema>;

export const presenceSchema = z.object({
  agentId: idSchema,
  version: versionSchema,
  state: presenceStateSchema,
  reason: lineSchema.nullable(),
  since: timeSchema,
  /** Asked for during a contact; taken when it ends. */
  pending: askedPresenceSchema.nullable(),
  /** It runs on while the desk is away; null: there is none. */
  after: afterWorkSchema.nullable().default(null),
});
export type Presence = z.infer<typeof presenceSchema>;

/** Reasons that nobody chooses: what has happened is said, and nobody is blamed for it. */
export const MISSED_OFFERS = 'Missed offers';
export const AWAY = 'Away';
export const CONNECTION_LOST = 'Connection lost';

/**
 * How a desk went, and when. `left`: its agent signed out or closed it. `lost`: the connection broke. `stopped`: the backend
 * stopped, and took the connection with it. Backend's clock.
 */
export type Gone = { readonly how: 'left' | 'lost' | 'stopped'; readonly at: number };

/** What is kept of an agent's presence. */
export type Attendance = {
  readonly presence: Presence;
  /** Offers not answered, in a row. */
  readonly missed: number;
  /**
   * What to go back to when the desk comes back. `gone` while it is gone; left out by a seed and in records of before.
   * `since`: of that state, which a moment of bad line does not begin anew; left out: it begins with the coming back.
   */
  readonly resume:
    (Pick<Presence, 'state' | 'reason'> & Partial<Pick<Presence, 'since'>> & { readonly gone?: Gone }) | null;
};

export type PresenceMove = 'answer' | 'hang-up' | 'wrap-up' | 'finish' | 'leave' | 'remove' | 'miss-too-many';

/** On a contact or in the work after it, what was asked for waits; so `finish` takes `pending` before this table. */
export const presenceMoves: Readonly<Record<PresenceMove, Readonly<Partial<Record<PresenceState, PresenceState>>>>> = {
  answer: { available: 'on-contact', 'not-ready': 'on-contact', offline: 'on-contact', acw: 'on-contact' },
  'hang-up': { 'on-contact': 'acw' },
  // Of a written contact, which leaves its agent Available while it lasts.
  'wrap-up': { available: 'acw' },
  finish: { 'on-contact': 'available', acw: 'available' },
  // A call goes on without the desk; the agent is still on it.
  leave: { available: 'offline', 'not-ready': 'offline', acw: 'offline' },
  // Even on a contact: nobody may go on with it.
  remove: { available: 'offline', 'not-ready': 'offline', acw: 'offline', 'on-contact': 'offline' },
  'miss-too-many': { available: 'not-ready' },
};

const BUSY: readonly PresenceState[] = ['on-contact', 'acw'];
/** On a contact or in the work after it: what is asked for waits. */
export const isBusy = ({ state }: Pick<Presence, 'state'>): boolean => BUSY.includes(state);

/**
 * A move the table does not know leaves the presence alone. A contact that ends while its desk is gone leaves its agent
 * Offline, and not free for the next.
 */
export const movePresence = (
  row: Attendance,
  move: PresenceMove,
  now: number,
  reason: string | null = null,
): Attendance => withoutDesk(row, moved(row, move, now, reason));

function moved(row: Attendance, move: PresenceMove, now: number, reason: string | null): Attendance {
  const { presence } = row;
  const state = presenceMoves[move][presence.state];
  if (!state) return row;
  if (move === 'finish' && presence.pending)
    return { ...row, missed: 0, presence: taking(presence, presence.pending, now) };
  const { state: before, reason: why, since } = presence;
  const resume = move === 'leave' ? { state: before, reason: why, since } : row.resume;
  const missed = move === 'answer' || move === 'miss-too-many' ? 0 : row.missed;
  // The work after a contact runs on without the desk.
  const after = move === 'leave' ? (presence.after ?? null) : null;
  const waits = move === 'leave' || BUSY.includes(state);
  const pending = waits ? presence.pending : null;
  const next = { ...presence, state, reason, since: now, pending, after, version: presence.version + 1 };
  return { missed, resume, presence: next };
}

/**
 * The desk has gone: Offline, with what to come back to. On a contact only that is noted, for the call goes on; what became
 * of its agent is decided when it ends.
 */
export function leaving(row: Attendance, gone: Gone): Attendance {
  if (row.presence.state === 'on-contact') return { ...row, resume: { state: 'available', reason: null, gone } };
  const left = moved(row, 'leave', gone.at, gone.how === 'left' ? null : CONNECTION_LOST);
  return left.resume && left !== row ? { ...left, resume: { ...left.resume, gone } } : left;
}

/** One step, whatever it takes: `before` is what it began from. */
function withoutDesk(before: Attendance, after: Attendance): Attendance {
  const gone = before.resume?.gone;
  const { state } = after.presence;
  if (!gone || after === before || state === 'offline' || state === 'on-contact') return after;
  const left = leaving(after, gone);
  return { ...left, presence: { ...left.presence, version: before.presence.version + 1 } };
}

/** Whether the agent's desk is gone, also from a contact that goes on without it. */
export const isGone = ({ presence, resume }: Attendance): boolean =>
  presence.state === 'offline' || resume?.gone !== undefined;

/** The line is closed, and the work after it begins. `ms`: by the queue's policy. */
export function hangUp(row: Attendance, workItemId: string, ms: number | null, now: number): Attendance {
  const over = moved(row, 'hang-up', now, null);
  if (over === row) return row;
  return withoutDesk(row, {
    ...over,
    presence: { ...over.presence, after: { workItemId, from: now, ms, extended: false } },
  });
}

/** What an agent has at hand beside the written item that they finish. */
export type AtHand = {
  /** Items that they hold and have not parked. */
  readonly open: number;
  /** An offer rings at their desk. */
  readonly rings: boolean;
};

/**
 * A written item is finished. Its work after the contact begins where its queue gives a time, and where that item was all
 * that its agent had at hand: who holds more goes on with it, and the last of it brings the time; what is parked is out of
 * the way and does not count; what rings is the next contact already. On a call, Not Ready or away nothing comes of it:
 * nothing new is offered to them anyway. `ms`: by the queue's policy; null or 0: none.
 */
export function wrapUpWritten(
  row: Attendance,
  workItemId: string,
  ms: number | null,
  atHand: AtHand,
  now: number,
): Attendance {
  if (!ms || atHand.open > 0 || atHand.rings) return row;
  const over = movePresence(row, 'wrap-up', now);
  if (over === row) return row;
  return {
    ...over,
    presence: { ...over.presence, after: { workItemId, from: now, ms, extended: false, written: true } },
  };
}

/** Once more as long as the policy gives, and once only; null: not now. */
export function extendAfter(row: Attendance, workItemId: string, ms: number): Attendance | null {
  const { presence } = row;
  const { after } = presence;
  if (after?.workItemId !== workItemId || after.ms === null || after.extended) return null;
  const longer = { ...after, ms: after.ms + ms, extended: true };
  return { ...row, presence: { ...presence, after: longer, version: presence.version + 1 } };
}

/** Its time is over. Whose desk is away comes back to what they had asked for, or to available. */
export function afterOver(row: Attendance, now: number): Attendance {
  const { presence, resume } = row;
  if (presence.state !== 'offline') return movePresence(row, 'finish', now);
  const back = presence.pending ?? { state: 'available', reason: null };
  return {
    ...row,
    resume: resume?.state === 'acw' ? { ...resume, ...back, since: now } : resume,
    presence: { ...presence, pending: null, after: null, version: presence.version + 1 },
  };
}

/**
 * What the agent asks for is taken at once, or kept until the contact and its wrap-up are done. Available is what follows
 * a contact anyway: asked for during one, it takes back what waits.
 */
export function askPresence(row: Attendance, asked: AskedPresence, now: number): Attendance {
  const { presence } = row;
  if (!isBusy(presence)) return { missed: 0, resume: null, presence: taking(presence, asked, now) };
  const pending = asked.state === 'available' ? null : asked;
  return { ...row, presence: { ...presence, pending, version: presence.version + 1 } };
}

/** Milliseconds for which a session may be lost without anything coming of it: a moment of bad line, and nobody has left. */
export const LOST_GRACE = 60_000;

/**
 * Milliseconds for which the agent could have come back and did not. Who left by their own will was not lost; who was there
 * when the backend stopped could come back from `upSince` on, when it was there again.
 */
export function lostFor({ resume }: Attendance, upSince: number, now: number): number {
  const gone = resume?.gone;
  if (!gone || gone.how === 'left') return 0;
  return Math.max(0, now - (gone.how === 'stopped' ? Math.max(gone.at, upSince) : gone.at));
}

/** What the backend knows of the time before a desk came back. */
export type Back = {
  /** Its machine slept. */
  readonly slept: boolean;
  /** As of `lostFor`. */
  readonly lostMs: number;
  readonly graceMs: number;
};
export const HERE_ALL_ALONG: Back = { slept: false, lostMs: 0, graceMs: LOST_GRACE };

/**
 * A desk came back: to what was left; to available where there was nothing, because signing in means coming to work.
 * Whose machine slept, or who was lost for longer than the grace, is not rung before they say that they are there: who
 * would be available is Not Ready, and after the work after a contact will be.
 */
export function returning(row: Attendance, now: number, back: Back = HERE_ALL_ALONG): Attendance {
  const here = resumed(row, wasAway(row, back) ? now : (row.resume?.since ?? now));
  const reason = back.slept ? AWAY : back.lostMs > back.graceMs ? CONNECTION_LOST : null;
  const { presence } = here;
  if (reason === null) return here;
  const notReady = { state: 'not-ready', reason } as const;
  if (presence.state === 'available')
    return { ...here, presence: taking({ ...presence, version: row.presence.version }, notReady, now) };
  const waits = presence.state === 'acw' && row.presence.state === 'offline' && presence.pending === null;
  return waits ? { ...here, presence: { ...presence, pending: notReady } } : here;
}

/** Who left by their own will, slept, or was lost for longer than a moment; who was not, and only they, waits on as they did. */
const wasAway = ({ resume }: Attendance, { slept, lostMs, graceMs }: Back): boolean =>
  slept || lostMs > graceMs || !resume?.gone || resume.gone.how === 'left';

function resumed(row: Attendance, since: number): Attendance {
  const { presence, resume } = row;
  if (presence.state !== 'offline') return resume?.gone ? { ...row, resume: null } : row;
  const state = resume?.state ?? 'available';
  const back = { ...presence, state, reason: resume?.reason ?? null, since, version: presence.version + 1 };
  return { ...row, resume: null, presence: back };
}

/** Why an agent may not ask for this; null: they may. `reasons`: the team's; none: any will do. */
export function whyNotAsk({ state, reason }: AskedPresence, reasons: readonly string[]): string | null {
  if (state !== 'not-ready' || reason === AWAY || reasons.length === 0) return null;
  return reason !== null && reasons.includes(reason) ? null : 'This is not one of the team’s reasons any more.';
}

const taking = (presence: Presence, { state, reason }: AskedPresence, now: number): Presence => ({
  ...presence,
  state,
  reason: state === 'not-ready' ? reason : null,
  since: now,
  pending: null,
  after: null,
  version: presence.version + 1,
});
