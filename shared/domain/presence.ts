// What an agent is to the routing: the states, and the moves between them as a table. Pure; docs draw the table.
import { z } from 'zod';
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

/** What is kept of an agent's presence. */
export type Attendance = {
  readonly presence: Presence;
  /** Offers not answered, in a row. */
  readonly missed: number;
  /** What to go back to when the desk comes back. */
  readonly resume: Pick<Presence, 'state' | 'reason'> | null;
};

export type PresenceMove = 'answer' | 'hang-up' | 'finish' | 'leave' | 'remove' | 'miss-too-many';

/** On a contact or in the work after it, what was asked for waits; so `finish` takes `pending` before this table. */
export const presenceMoves: Readonly<Record<PresenceMove, Readonly<Partial<Record<PresenceState, PresenceState>>>>> = {
  answer: { available: 'on-contact', 'not-ready': 'on-contact', offline: 'on-contact', acw: 'on-contact' },
  'hang-up': { 'on-contact': 'acw' },
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

/** A move the table does not know leaves the presence alone. */
export function movePresence(
  row: Attendance,
  move: PresenceMove,
  now: number,
  reason: string | null = null,
): Attendance {
  const { presence } = row;
  const state = presenceMoves[move][presence.state];
  if (!state) return row;
  if (move === 'finish' && presence.pending)
    return { ...row, missed: 0, presence: taking(presence, presence.pending, now) };
  const resume = move === 'leave' ? { state: presence.state, reason: presence.reason } : row.resume;
  const missed = move === 'answer' || move === 'miss-too-many' ? 0 : row.missed;
  // The work after a contact runs on without the desk.
  const after = move === 'leave' ? (presence.after ?? null) : null;
  const waits = move === 'leave' || BUSY.includes(state);
  const pending = waits ? presence.pending : null;
  const moved = { ...presence, state, reason, since: now, pending, after, version: presence.version + 1 };
  return { missed, resume, presence: moved };
}

/** The line is closed, and the work after it begins. `ms`: by the queue's policy. */
export function hangUp(row: Attendance, workItemId: string, ms: number | null, now: number): Attendance {
  const moved = movePresence(row, 'hang-up', now);
  if (moved === row) return row;
  return { ...moved, presence: { ...moved.presence, after: { workItemId, from: now, ms, extended: false } } };
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
    resume: resume?.state === 'acw' ? back : resume,
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

/**
 * A desk came back: to what was left; to available where there was nothing, because signing in means coming to work.
 * `away`: its machine slept, and whoever would be available is Not Ready until they say otherwise.
 */
export function returning(row: Attendance, now: number, away = false): Attendance {
  const back = resumed(row, now);
  if (!away || back.presence.state !== 'available') return back;
  return { ...back, presence: taking(back.presence, { state: 'not-ready', reason: AWAY }, now) };
}

function resumed(row: Attendance, now: number): Attendance {
  const { presence, resume } = row;
  if (presence.state !== 'offline') return row;
  const state = resume?.state ?? 'available';
  const back = { ...presence, state, reason: resume?.reason ?? null, since: now, version: presence.version + 1 };
  return { ...row, resume: null, presence: back };
}

/** Why an agent may not ask for this; null: they may. `reasons`: the team's; none: any will do. */
export function whyNotAsk({ state, reason }: AskedPresence, reasons: readonly string[]): string | null {
  if (state !== 'not-ready' || reason === AWAY || reasons.length === 0) return null;
  return reason !== null && reasons.includes(reason) ? null : 'not one of the team’s reasons';
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
