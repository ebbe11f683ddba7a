// Where a record belongs: which case, which conversation. Pure.
import type { IntakeRecord } from '../../shared/contract/intake.ts';
import type { Audience, Channel } from '../../shared/domain/primitives.ts';

/** A quiet time after which something from an archive is a new matter. */
export const NEW_MATTER_AFTER_MS = 14 * 24 * 3_600_000;

/** So far may a clock elsewhere be ahead of ours, and a time be meant in another zone. Milliseconds. */
const AHEAD_MS = 24 * 3_600_000;

/**
 * When it happened. What comes now and says that it is from a later day is of now: it would be the newest for ever. Null: history
 * that has not happened yet.
 */
export function timeAt(said: number | undefined, now: number, isNow: boolean): number | null {
  if (said === undefined) return now;
  if (said <= now + AHEAD_MS) return said;
  return isNow ? now : null;
}

export type CaseSpan = {
  readonly id: string;
  readonly open: boolean;
  readonly openedAt: number;
  /** When the newest entry of the case happened. */
  readonly lastAt: number;
};

/**
 * The case a record joins when no thread says it; null: a new one. What happens now joins the newest open case. History
 * joins the case it is nearest to in time, unless more than 14 days of silence lie between: archives come in any order,
 * so the silence counts on both sides.
 */
export function chooseCase(cases: readonly CaseSpan[], at: number, now: boolean): string | null {
  const newest = cases.toSorted((a, b) => b.lastAt - a.lastAt || b.openedAt - a.openedAt || (a.id < b.id ? 1 : -1));
  if (now) return newest.find(one => one.open)?.id ?? null;
  const near = newest.map(one => ({ id: one.id, silence: Math.max(0, one.openedAt - at, at - one.lastAt) }));
  const nearest = near.toSorted((a, b) => a.silence - b.silence)[0];
  return nearest && nearest.silence <= NEW_MATTER_AFTER_MS ? nearest.id : null;
}

/** History that has been quiet for as long is over: a caller of today does not join a matter of years ago. */
export const isOver = (lastAt: number, now: number): boolean => now - lastAt > NEW_MATTER_AFTER_MS;

/** `find`: names by which its conversation may be known already, best first. `own`: names it will be known by. */
export type ThreadNames = { readonly find: readonly string[]; readonly own: readonly string[] };

/** Message-IDs are the same in every source; threads and external ids only within one. */
export function threadNames(record: IntakeRecord): ThreadNames {
  if (record.type !== 'post' && record.type !== 'message' && record.type !== 'email') return { find: [], own: [] };
  const { source } = record;
  const thread = record.thread ? [`thread ${source} ${record.thread}`] : [];
  const answered = record.inReplyTo ? [`id ${source} ${record.inReplyTo}`, mailName(record.inReplyTo)] : [];
  const own = [`id ${source} ${record.externalId}`];
  if (record.type !== 'email') return { find: [...thread, ...answered], own: [...thread, ...own] };
  const mails = record.references.map(mailName);
  const message = record.messageId ? [mailName(record.messageId)] : [];
  // An answer may come before what it answers, so its references are names too.
  return {
    find: [...thread, ...message, ...answered, ...mails.toReversed()],
    own: [
      ...new Set([...thread, ...own, ...message, ...mails, ...(record.inReplyTo ? [mailName(record.inReplyTo)] : [])]),
    ],
  };
}

/** What the record itself, not one it refers to, is called. */
export function ownNames(record: IntakeRecord): readonly string[] {
  if (record.type === 'email' && record.messageId)
    return [`id ${record.source} ${record.externalId}`, mailName(record.messageId)];
  return 'externalId' in record ? [`id ${record.source} ${record.externalId}`] : [];
}

/** A Message-ID as a thread's name, with or without its angle brackets. */
export const mailName = (id: string): string => `mail ${id.trim().replace(/^<|>$/gu, '')}`;

/** Posts are said in public; notes and events among ourselves; all else between us and the customer. */
export function audienceOf(record: IntakeRecord): Audience {
  if (record.type === 'post') return 'public';
  return record.type === 'note' || record.type === 'event' ? 'internal' : 'private';
}

const WEIGHT: Partial<Record<Channel, number>> = { voice: 2, email: 1, web: 1, letter: 1 };
const weight = (channel: Channel): number => WEIGHT[channel] ?? 0;

export type Said = { readonly channel: Channel; readonly audience: Audience };

/** What a new conversation in a case tells by its channel alone: left the public, or went on to a heavier channel. */
export function turnOf(earlier: readonly Said[], next: Said): 'moved.private' | 'escalated' | null {
  if (earlier.length === 0) return null;
  if (weight(next.channel) > Math.max(...earlier.map(({ channel }) => weight(channel)))) return 'escalated';
  return next.audience === 'private' && earlier.every(({ audience }) => audience === 'public') ? 'moved.private' : null;
}
