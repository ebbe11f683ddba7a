import type { Interaction } from './case.ts';
import type { Entry, Turn } from './entry.ts';
import type { Foreword, ForewordLine } from './foreword.ts';
import { isDone, isTask } from './foreword/cues.ts';
import { readAnew, type Reader, type Seen } from './foreword/findings.ts';
import { promisesIn } from './foreword/promises.ts';
import { isContact, isUndelivered, sentencesOf, shorten, writtenIn } from './foreword/sentences.ts';
import { toneIn } from './foreword/tone.ts';

const cite = (entry: Entry) => ({ entryId: entry.id, at: entry.at, channel: entry.channel });

/** The strongest request; of equals the newer one. */
function askedIn(contacts: readonly Seen[]): ForewordLine[] {
  let best: { entry: Entry; text: string; score: number } | null = null;
  for (const { entry, asked } of contacts) {
    if (asked && asked.score >= (best?.score ?? 0)) best = { entry, ...asked };
  }
  return best ? [{ kind: 'asked', ...cite(best.entry), quote: shorten(best.text, 160) }] : [];
}

/** The last request after our last word. */
function requestIn(matter: readonly Seen[]): { entry: Entry; quote: string } | null {
  const ours = matter.findLastIndex(({ entry }) => isContact(entry) && entry.direction === 'out');
  const last = matter.slice(ours + 1).findLast(({ request }) => request !== null);
  return last?.request ? { entry: last.entry, quote: shorten(last.request, 160) } : null;
}

/** The newest task that a note names, unless a later note says that it is done. */
function taskIn(matter: readonly Seen[]): { note: Entry; task: string } | null {
  const notes = matter.map(({ entry }) => entry).filter(entry => entry.kind === 'note' && entry.deletedAt === null);
  for (const note of notes.toReversed()) {
    const sentences = sentencesOf(note.text);
    const task = sentences.find(isTask);
    if (task !== undefined) return { note, task };
    if (sentences.some(isDone)) return null;
  }
  return null;
}

/** That request, and that task. */
function openIn(matter: readonly Seen[], asked: readonly ForewordLine[]): ForewordLine[] {
  const newest = matter.at(-1)?.entry;
  if (newest?.kind === 'event' && newest.event.name === 'case.closed') return [];
  const request = requestIn(matter);
  const noted = taskIn(matter);
  const lines: ForewordLine[] = [];
  if (noted) lines.push({ kind: 'open', ...cite(noted.note), quote: shorten(noted.task, 160) });
  const known = asked.some(line => line.kind === 'asked' && line.quote === request?.quote);
  if (request && !known) lines.push({ kind: 'open', ...cite(request.entry), quote: request.quote });
  return lines;
}

/** Conversations that began before the first contact at hand count too; what is cited is at hand. */
function whereIn(contacts: readonly Seen[], conversations: readonly Conversation[]): ForewordLine[] {
  const first = contacts[0]?.entry;
  const newest = contacts.at(-1)?.entry;
  if (!first || !newest) return [];
  const before = conversations
    .filter(
      ({ caseId, channel, startedAt }) => caseId === first.caseId && channel !== 'internal' && startedAt < first.at,
    )
    .toSorted((a, b) => a.startedAt - b.startedAt);
  const channels = [...new Set([...before, ...contacts.map(({ entry }) => entry)].map(({ channel }) => channel))];
  return [{ kind: 'where', ...cite(first), channels, spanMs: newest.at - (before[0]?.startedAt ?? first.at) }];
}

/** By the customer or by us, not by a recorded voice. */
const spoken = ({ speaker, text }: Turn): boolean => speaker !== 'other' && text !== '';

/**
 * A call that nobody wrote down, or that was hung up, a file without words and a mail that only quotes leave the last word to
 * what came before it.
 */
const hasWords = ({ entry }: Pick<Seen, 'entry'>): boolean =>
  entry.kind === 'call' ? entry.text !== '' || entry.call.turns.some(spoken) : writtenIn(entry) !== '';

function lastIn(contacts: readonly Seen[]): ForewordLine[] {
  const entry = contacts.findLast(hasWords)?.entry;
  if (!entry) return [];
  if (entry.kind === 'call') {
    const turn = entry.call.turns.findLast(spoken);
    const by = turn?.speaker === 'agent' ? 'agent' : 'customer';
    return [
      {
        kind: 'last',
        ...cite(entry),
        by,
        name: turn?.name ?? entry.author.name,
        quote: shorten(turn?.text ?? entry.text, 140),
      },
    ];
  }
  const { author } = entry;
  return [{ kind: 'last', ...cite(entry), by: author.kind, name: author.name, quote: shorten(writtenIn(entry), 140) }];
}

/** Our words that did not arrive, while none of ours have since. */
function undeliveredIn(entries: readonly Entry[]): ForewordLine[] {
  const entry = entries.findLast(one => isContact(one) && one.direction === 'out');
  if (!entry || !isUndelivered(entry)) return [];
  const reason = entry.delivery?.reason ?? null;
  return [{ kind: 'undelivered', ...cite(entry), quote: shorten(writtenIn(entry), 140), reason }];
}

/** A call of which nobody has written anything yet says nothing of the matter: what it was about came before it. */
function newestContact(entries: readonly Entry[]): Entry | undefined {
  const isSpeechless = (entry: Entry): boolean => entry.kind === 'call' && !hasWords({ entry });
  return entries.findLast(entry => isContact(entry) && !isSpeechless(entry)) ?? entries.findLast(isContact);
}

type Conversation = Pick<Interaction, 'caseId' | 'channel' | 'startedAt'>;

export type ForewordOptions = {
  /** Minutes from UTC by which our people name times; left out: 0. */
  readonly offsetAt?: (at: number) => number;
  /** May remember what it found in an entry. */
  readonly read?: Reader;
  /** All of the customer's, also those that began before `entries`. */
  readonly conversations?: readonly Conversation[];
  /** There are entries before `entries`. */
  readonly isCut?: boolean;
};

/**
 * The foreword of a customer's newest matter: the case of the newest contact that has words. Pure; made by rules, without a language
 * model. `entries` ascending by `(at, id)`; `now` in milliseconds. No lines means: nothing found. Every line cites an entry of
 * `entries`.
 */
export function forewordOf(entries: readonly Entry[], now: number, options: ForewordOptions = {}): Foreword {
  const { offsetAt = () => 0, read = readAnew, conversations = [], isCut = false } = options;
  const newest = newestContact(entries);
  if (!newest) return { lines: [], from: 0, isCut };
  const all = entries.filter(entry => entry.caseId === newest.caseId);
  const matter = all.filter(entry => !isUndelivered(entry)).map((entry): Seen => ({ entry, ...read.findings(entry) }));
  const contacts = matter.filter(({ entry }) => isContact(entry));
  const asked = askedIn(contacts);
  const tone = toneIn(contacts, read.tone);
  return {
    lines: [
      ...asked,
      ...promisesIn(contacts, now, offsetAt, read),
      ...openIn(matter, asked),
      ...(tone ? [tone] : []),
      ...whereIn(contacts, conversations),
      ...undeliveredIn(all),
      ...lastIn(contacts),
    ],
    from: all.length,
    isCut,
  };
}
