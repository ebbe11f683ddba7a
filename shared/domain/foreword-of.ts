import type { Entry, Turn } from './entry.ts';
import type { Foreword, ForewordLine } from './foreword.ts';
import { isTask } from './foreword/cues.ts';
import { readAnew, type Reader, type Seen } from './foreword/findings.ts';
import { promisesIn } from './foreword/promises.ts';
import { isContact, sentencesOf, shorten, writtenIn } from './foreword/sentences.ts';
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

/** That request, and the task that the newest note names. */
function openIn(matter: readonly Seen[], asked: readonly ForewordLine[]): ForewordLine[] {
  const newest = matter.at(-1)?.entry;
  if (newest?.kind === 'event' && newest.event.name === 'case.closed') return [];
  const request = requestIn(matter);
  const note = matter.findLast(({ entry }) => entry.kind === 'note' && entry.deletedAt === null)?.entry;
  const task = note && sentencesOf(note.text).find(isTask);
  const lines: ForewordLine[] = [];
  if (note && task) lines.push({ kind: 'open', ...cite(note), quote: shorten(task, 160) });
  const known = asked.some(line => line.kind === 'asked' && line.quote === request?.quote);
  if (request && !known) lines.push({ kind: 'open', ...cite(request.entry), quote: request.quote });
  return lines;
}

function whereIn(contacts: readonly Seen[]): ForewordLine[] {
  const first = contacts[0]?.entry;
  const newest = contacts.at(-1)?.entry;
  if (!first || !newest) return [];
  const channels = [...new Set(contacts.map(({ entry }) => entry.channel))];
  return [{ kind: 'where', ...cite(first), channels, spanMs: newest.at - first.at }];
}

/** By the customer or by us, not by a recorded voice. */
const spoken = ({ speaker, text }: Turn): boolean => speaker !== 'other' && text !== '';

/**
 * A call that nobody wrote down, or that was hung up, a file without words and a mail that only quotes leave the last word to
 * what came before it.
 */
const hasWords = ({ entry }: Seen): boolean =>
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

/**
 * The foreword of a customer's newest matter: the case of the newest contact. Pure; made by rules, without a language
 * model. `entries` ascending by `(at, id)`; `now` in milliseconds; `offsetAt` gives minutes from UTC by which our people
 * name times. `read` may remember what it found in an entry. No lines means: nothing found. Every line cites an entry of
 * `entries`.
 */
export function forewordOf(
  entries: readonly Entry[],
  now: number,
  offsetAt: (at: number) => number = () => 0,
  read: Reader = readAnew,
): Foreword {
  const newest = entries.findLast(isContact);
  if (!newest) return { lines: [], from: 0 };
  const matter = entries
    .filter(entry => entry.caseId === newest.caseId)
    .map((entry): Seen => ({ entry, ...read.findings(entry) }));
  const contacts = matter.filter(({ entry }) => isContact(entry));
  const asked = askedIn(contacts);
  const tone = toneIn(contacts, read.tone);
  return {
    lines: [
      ...asked,
      ...promisesIn(contacts, now, offsetAt, read),
      ...openIn(matter, asked),
      ...(tone ? [tone] : []),
      ...whereIn(contacts),
      ...lastIn(contacts),
    ],
    from: matter.length,
  };
}
