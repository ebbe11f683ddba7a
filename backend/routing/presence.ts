// What an agent's presence becomes. Pure; the moves are a table.
import type { AskedPresence, Presence, PresenceState } from '../../shared/domain/presence.ts';
import type { PresenceRow } from '../records/changes.ts';

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

/** A move the table does not know leaves the presence alone. */
export function movePresence(
  row: PresenceRow,
  move: PresenceMove,
  now: number,
  reason: string | null = null,
): PresenceRow {
  const { presence } = row;
  const state = presenceMoves[move][presence.state];
  if (!state) return row;
  if (move === 'finish' && presence.pending)
    return { ...row, missed: 0, presence: taking(presence, presence.pending, now) };
  const resume = move === 'leave' ? { state: presence.state, reason: presence.reason } : row.resume;
  const missed = move === 'answer' || move === 'miss-too-many' ? 0 : row.missed;
  return { missed, resume, presence: { ...presence, state, reason, since: now, version: presence.version + 1 } };
}

/** What the agent asks for is taken at once, or kept until the contact and its wrap-up are done. */
export function askPresence(row: PresenceRow, asked: AskedPresence, now: number): PresenceRow {
  const { presence } = row;
  if (BUSY.includes(presence.state))
    return { ...row, presence: { ...presence, pending: asked, version: presence.version + 1 } };
  return { missed: 0, resume: null, presence: taking(presence, asked, now) };
}

/** A desk came back: to what was left; to available where there was nothing, because signing in means coming to work. */
export function returning(row: PresenceRow, now: number): PresenceRow {
  const { presence, resume } = row;
  if (presence.state !== 'offline') return row;
  const state = resume?.state ?? 'available';
  const back = { ...presence, state, reason: resume?.reason ?? null, since: now, version: presence.version + 1 };
  return { ...row, resume: null, presence: back };
}

const taking = (presence: Presence, { state, reason }: AskedPresence, now: number): Presence => ({
  ...presence,
  state,
  reason: state === 'not-ready' ? reason : null,
  since: now,
  pending: null,
  version: presence.version + 1,
});
