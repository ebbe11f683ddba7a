import type { Entry } from '../entry.ts';
import { askingScore, isCommitment, isPromisedAtOnce, mayAsk, mayCommit } from './cues.ts';
import { dueIn } from './due.ts';
import { type Said, sentencesOf, sentencesSaid, spokenIn } from './sentences.ts';
import { toneOf } from './tone.ts';

/** What the rules find in the words of one entry. It depends on the entry alone, so it can be kept by id and version. */
export type Findings = {
  /** The customer's strongest request, of equals the last; `score` as `askingScore` gives it. */
  readonly asked: { readonly text: string; readonly score: number } | null;
  /** The customer's last request. */
  readonly request: string | null;
  /** Sentences by which our people bind us, in their order. */
  readonly commitments: readonly string[];
};

/** An entry and what was found in it. */
export type Seen = Findings & { readonly entry: Entry };

const NOTHING: Findings = { asked: null, request: null, commitments: [] };

/** Where in a call the customer last spoke before our last words: what we promised to do at once before that is done. */
function talkedOnAt(said: readonly Said[]): number {
  const ours = said.findLastIndex(({ by }) => by === 'agent');
  return said.findLastIndex(({ by }, place) => by === 'customer' && place < ours);
}

/** Splits into sentences only what has a cue somewhere: most entries have none, and splitting is the dear part. */
export function findingsOf(entry: Entry): Findings {
  const spoken = spokenIn(entry);
  const hasCue = spoken.some(({ by, text }) => (by === 'customer' ? mayAsk(text) : mayCommit(text)));
  if (!hasCue) return NOTHING;
  let asked: Findings['asked'] = null;
  let request: string | null = null;
  const commitments: string[] = [];
  const said = sentencesSaid(spoken);
  const talkedOn = talkedOnAt(said);
  for (const [place, { by, text }] of said.entries()) {
    if (by === 'agent' && isCommitment(text) && !(place < talkedOn && isPromisedAtOnce(text))) commitments.push(text);
    const score = by === 'customer' ? askingScore(text) : 0;
    if (score <= 0) continue;
    request = text;
    if (score >= (asked?.score ?? 0)) asked = { text, score };
  }
  return request === null && commitments.length === 0 ? NOTHING : { asked, request, commitments };
}

/** What a register of complaints notes about one; the import writes each on a line of its own behind the words. */
const COMPLAINT_FIELD = /^(?:Product|Response|Sent to company|In time): .*$/gm;
/** By which the import names whom it knows by no address. */
const OF_REGISTER = /^client /;

/** Without what others noted: "Closed with relief" is no joy of the customer. */
const withoutFields = (entry: Entry, text: string): string =>
  OF_REGISTER.test(entry.author.address ?? '') ? text.replace(COMPLAINT_FIELD, '').trim() : text;

/** The tone of the customer's words in one entry, −5 to +5; null when nothing can be told of it. */
export function toneFound(entry: Entry): number | null {
  if (entry.language !== null && !entry.language.startsWith('en')) return null;
  const words = spokenIn(entry)
    .flatMap(({ by, text }) => (by === 'customer' ? sentencesOf(withoutFields(entry, text)) : []))
    .join(' ');
  return words === '' ? null : toneOf(words);
}

/** How the foreword looks at one entry. Tone and due times are dear and needed of few entries: asked for one by one. */
export type Reader = {
  findings(entry: Entry): Findings;
  tone(entry: Entry): number | null;
  /** `commitment` is one of the entry's own. */
  due(entry: Entry, commitment: string, offsetMinutes: number): number | null;
};

/** What is promised at once is late after this. Milliseconds. */
const AT_ONCE = 3_600_000;

/** The time that it names, or where it names none and promises to act at once, an hour after it was said. */
const dueFound = (entry: Entry, commitment: string, offsetMinutes: number): number | null =>
  dueIn(commitment, entry.at, offsetMinutes) ?? (isPromisedAtOnce(commitment) ? entry.at + AT_ONCE : null);

export const readAnew: Reader = { findings: findingsOf, tone: toneFound, due: dueFound };
