// What of an entry leaves the desk.
import type { Entry } from '../entry.ts';
import type { ExportOptions, LeftOut } from './ask.ts';

export type Chosen = { readonly entry: Entry } | { readonly leftOut: LeftOut };

/** A code lets whoever says it on the telephone be taken for the customer: it leaves the desk in no file. */
const SECRET_DETAIL = 'code.given';

type Kind = Pick<Entry, 'kind' | 'audience'>;

/** Words among colleagues, whatever kind of entry carries them. */
const isNote = ({ kind, audience }: Kind): boolean =>
  kind === 'note' || ((kind === 'post' || kind === 'message' || kind === 'email') && audience === 'internal');

/**
 * The entry as it goes into the file, or why it does not. Without notes the words that colleagues wrote for each other are
 * taken out of calls (wrap-up) and events (detail) too.
 */
export function chosen(raw: Entry, options: ExportOptions): Chosen {
  const leftOut = leftOutOf(raw, options);
  if (leftOut) return { leftOut };
  const entry = withoutHtml(raw);
  const { withNotes } = options;
  if (entry.kind === 'event') {
    const { name, detail } = entry.event;
    const kept = withNotes && name !== SECRET_DETAIL ? detail : null;
    return { entry: { ...entry, text: withNotes ? entry.text : '', event: { name, detail: kept } } };
  }
  if (entry.kind === 'call' && !withNotes) return { entry: { ...entry, call: { ...entry.call, wrapUp: null } } };
  return { entry };
}

/** Why nothing of it goes into the file; null: it does. */
export function leftOutOf(one: Kind, { withNotes, withPrivate, withEvents }: ExportOptions): LeftOut | null {
  if (isNote(one)) return withNotes ? null : 'note';
  if (one.kind === 'event') return withEvents ? null : 'event';
  return one.audience === 'private' && !withPrivate ? 'private' : null;
}

/** What a sender drew is hostile, and goes into no file; its text does. */
const withoutHtml = (entry: Entry): Entry =>
  entry.kind === 'email' ? { ...entry, email: { ...entry.email, html: null } } : entry;
