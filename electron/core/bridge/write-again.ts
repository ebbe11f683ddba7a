// Words that their network refused, as a draft once more: whole, and going where they were to go.
import type { Draft } from '../../../shared/contract/bridge/draft.ts';
import type { Entry } from '../../../shared/domain/entry.ts';
import type { ThreadStyle } from '../../../shared/domain/writing/thread.ts';
import { MAX_PARTS } from '../../../shared/domain/writing/rules.ts';
import type { Cache } from '../cache/cache.ts';
import { NO_FILTER } from '../cache/filter.ts';

const isFailed = ({ delivery }: Entry): boolean => delivery?.state === 'failed';
/** Of a post of a numbered thread: ` 2/3` at its end. */
const placeIn = (index: number, of: number): string => ` ${index + 1}/${of}`;

function styleOf(parts: readonly Entry[]): ThreadStyle | null {
  if (parts.length < 2) return null;
  return parts.every(({ text }, index) => text.endsWith(placeIn(index, parts.length))) ? 'numbered' : 'plain';
}

/**
 * Of one reply, which is one entry or the posts of a thread, in order: what of it did not get through. Null: all of it did, or it
 * is no reply in words.
 */
export function draftOfFailed(parts: readonly Entry[], now: number): Draft | null {
  const style = styleOf(parts);
  const wordsOf = (part: Entry): string => {
    const place = placeIn(parts.indexOf(part), parts.length);
    return style === 'numbered' ? part.text.slice(0, part.text.length - place.length) : part.text;
  };
  const failed = parts.filter(isFailed);
  const [first] = failed;
  if (!first || first.interactionId === null) return null;
  if (first.kind !== 'post' && first.kind !== 'message' && first.kind !== 'email') return null;
  const { interactionId, channel, audience, handle, replyTo } = first;
  const mail = first.kind === 'email' ? first.email : null;
  return {
    mode: 'reply',
    text: failed.map(wordsOf).join(' '),
    target: { interactionId, channel, audience, handle, replyTo },
    subject: mail?.subject ?? null,
    mail: mail && { to: mail.to, cc: mail.cc, quote: mail.quoted !== null },
    thread: style,
    savedAt: now,
  };
}

/** The entries of the reply that this one is part of, in the order in which they went. */
export function partsOfReply({ entries }: Pick<Cache, 'entries'>, entry: Entry): Entry[] {
  const commandId = entry.delivery?.commandId ?? null;
  if (commandId === null) return [entry];
  // They are all of the same moment.
  const around = entries.before(entry.customerId, NO_FILTER, { at: entry.at + 1, id: '' }, MAX_PARTS * 2);
  return around.filter(({ delivery, at }) => at === entry.at && delivery?.commandId === commandId);
}
