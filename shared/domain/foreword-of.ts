import type { Entry } from './entry.ts';
import type { Foreword, ForewordLine } from './foreword.ts';
import { askingScore, isTask } from './foreword/cues.ts';
import { promisesIn } from './foreword/promises.ts';
import { isContact, type Said, saidIn, sentencesOf, shorten } from './foreword/sentences.ts';
import { toneIn } from './foreword/tone.ts';

const cite = (entry: Entry) => ({ entryId: entry.id, at: entry.at, channel: entry.channel });

/** The strongest request; of equals the newer one. */
function askedIn(said: readonly Said[]): ForewordLine[] {
  let best: { one: Said; score: number } | null = null;
  for (const one of said) {
    if (one.by !== 'customer') continue;
    const score = askingScore(one.text);
    if (score > 0 && score >= (best?.score ?? 0)) best = { one, score };
  }
  return best ? [{ kind: 'asked', ...cite(best.one.entry), quote: shorten(best.one.text, 160) }] : [];
}

/** The last request after our last word, and the last task that a note names after the last change by us. */
function openIn(entries: readonly Entry[], asked: readonly ForewordLine[]): ForewordLine[] {
  if (entries.at(-1)?.kind === 'event' && eventName(entries.at(-1)!) === 'case.closed') return [];
  const ours = entries.findLastIndex(entry => isContact(entry) && entry.direction === 'out');
  const request = entries
    .slice(ours + 1)
    .flatMap(saidIn)
    .findLast(one => one.by === 'customer' && askingScore(one.text) > 0);
  const note = entries.findLast(entry => entry.kind === 'note' && entry.deletedAt === null);
  const task = note && sentencesOf(note.text).find(isTask);
  const lines: ForewordLine[] = [];
  if (note && task) lines.push({ kind: 'open', ...cite(note), quote: shorten(task, 160) });
  const known = asked.some(line => line.kind === 'asked' && request && line.quote === shorten(request.text, 160));
  if (request && !known) lines.push({ kind: 'open', ...cite(request.entry), quote: shorten(request.text, 160) });
  return lines;
}

const eventName = (entry: Entry): string | null => (entry.kind === 'event' ? entry.event.name : null);

function whereIn(contacts: readonly Entry[]): ForewordLine[] {
  const [first] = contacts;
  const newest = contacts.at(-1);
  if (!first || !newest) return [];
  const channels = [...new Set(contacts.map(entry => entry.channel))];
  return [{ kind: 'where', ...cite(first), channels, spanMs: newest.at - first.at }];
}

function lastIn(contacts: readonly Entry[]): ForewordLine[] {
  const entry = contacts.at(-1);
  if (!entry) return [];
  if (entry.kind === 'call') {
    const turn = entry.call.turns.findLast(({ speaker }) => speaker !== 'other');
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
  return [
    { kind: 'last', ...cite(entry), by: entry.author.kind, name: entry.author.name, quote: shorten(entry.text, 140) },
  ];
}

/**
 * The foreword of a customer's newest matter: the case of the newest contact. Pure; made by rules, without a language
 * model. `entries` ascending by `(at, id)`; `now` in milliseconds; `offsetAt` gives minutes from UTC by which our people
 * name times. No lines means: nothing found. Every line cites an entry of `entries`.
 */
export function forewordOf(
  entries: readonly Entry[],
  now: number,
  offsetAt: (at: number) => number = () => 0,
): Foreword {
  const newest = entries.findLast(isContact);
  if (!newest) return { lines: [], from: 0 };
  const matter = entries.filter(entry => entry.caseId === newest.caseId);
  const contacts = matter.filter(isContact);
  const said = contacts.flatMap(saidIn);
  const asked = askedIn(said);
  const tone = toneIn(contacts);
  return {
    lines: [
      ...asked,
      ...promisesIn(said, contacts, now, offsetAt),
      ...openIn(matter, asked),
      ...(tone ? [tone] : []),
      ...whereIn(contacts),
      ...lastIn(contacts),
    ],
    from: matter.length,
  };
}
