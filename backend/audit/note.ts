// What the audit is told: who did what, about whom, and how it ended. Ids and closed words, never anybody's text.
import type { FaultCode } from '../../shared/lib/fault.ts';
import type { Queryable } from '../store/db.ts';

export const AUDIT_KINDS = [
  'sign-in',
  'sign-in.refused',
  'token.refused',
  'session.began',
  'session.ended',
  'command.refused',
  'read.refused',
  'history.opened',
  'history.searched',
  'history.exported',
  'rights.given',
  'rights.taken',
  'rights.listed',
  'code.given',
  'intake.refused',
  'flood.closed',
  'customer.erased',
  'audit.pruned',
] as const;
export type AuditKind = (typeof AUDIT_KINDS)[number];

/** Whence somebody asks. `remote`: the address of the other side as the network gives it. */
export type Origin = { readonly sessionId?: string | null; readonly remote?: string | null };

export type AuditNote = Origin & {
  readonly kind: AuditKind;
  /** Who did it; null or left out: nobody who had proved who they are, or the backend by itself. */
  readonly agentId?: string | null;
  /** From a closed list of whoever writes it. */
  readonly what: string;
  /** The record it is about. What is no id by its looks is left out: it came from outside, and could be words. */
  readonly about?: string | null;
  /** The agent whose rights it is about, where that is not who did it. */
  readonly aboutAgent?: string | null;
  readonly outcome: 'done' | FaultCode;
};

/** `count` of the same within one minute; `sinceMs`, `untilMs`: how long ago the first and the last of them was. */
export type Counted = {
  readonly note: AuditNote;
  readonly count: number;
  readonly sinceMs: number;
  readonly untilMs: number;
};

export const once = (note: AuditNote): Counted => ({ note, count: 1, sinceMs: 0, untilMs: 0 });

const LOOKS_LIKE_ID = /^[\w:.-]{1,64}$/;
const LOOKS_LIKE_ADDRESS = /^[\w:.%]{1,60}$/;
const idOf = (text: string | null | undefined): string | null => (text && LOOKS_LIKE_ID.test(text) ? text : null);

/** In the caller's transaction, or by itself where there is none. Takes no lock, so it may stand anywhere in it. */
export async function writeNotes(db: Queryable, counted: readonly Counted[]): Promise<void> {
  if (counted.length === 0) return;
  const rows = counted.map(({ note, count, sinceMs, untilMs }) => ({
    since_ms: Math.round(sinceMs),
    until_ms: Math.round(untilMs),
    count,
    kind: note.kind,
    agent_id: idOf(note.agentId),
    session_id: idOf(note.sessionId),
    remote: note.remote && LOOKS_LIKE_ADDRESS.test(note.remote) ? note.remote : null,
    what: note.what.slice(0, 160),
    about: idOf(note.about),
    about_agent: idOf(note.aboutAgent),
    outcome: note.outcome,
  }));
  await db.query(
    `INSERT INTO audit_note (at, until, count, kind, agent_id, session_id, remote, what, about, about_agent, outcome)
     SELECT now.ms - since_ms, now.ms - until_ms, count, kind, agent_id, session_id, remote, what, about, about_agent,
       outcome
     FROM json_to_recordset($1::json) AS given (since_ms bigint, until_ms bigint, count integer, kind text,
       agent_id text, session_id text, remote text, what text, about text, about_agent text, outcome text),
       (SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint AS ms) AS now`,
    [JSON.stringify(rows)],
  );
}
