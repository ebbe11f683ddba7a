import type { Entry } from '../entry.ts';
import { askingScore, isCommitment, mayAsk, mayCommit } from './cues.ts';
import { dueIn } from './due.ts';
import { saidIn, spokenIn } from './sentences.ts';
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

/** Splits into sentences only what has a cue somewhere: most entries have none, and splitting is the dear part. */
export function findingsOf(entry: Entry): Findings {
  const hasCue = spokenIn(entry).some(({ by, text }) => (by === 'customer' ? mayAsk(text) : mayCommit(text)));
  if (!hasCue) return NOTHING;
  let asked: Findings['asked'] = null;
  let request: string | null = null;
  const commitments: string[] = [];
  for (const { by, text } of saidIn(entry)) {
    if (by === 'agent' && isCommitment(text)) commitments.push(text);
    const score = by === 'customer' ? askingScore(text) : 0;
    if (score <= 0) continue;
    request = text;
    if (score >= (asked?.score ?? 0)) asked = { text, score };
  }
  return request === null && commitments.length === 0 ? NOTHING : { asked, request, commitments };
}

/** The tone of the customer's words in one entry, −5 to +5; null when nothing can be told of it. */
export function toneFound(entry: Entry): number | null {
  if (entry.language !== null && !entry.language.startsWith('en')) return null;
  const words = saidIn(entry)
    .flatMap(said => (said.by === 'customer' ? [said.text] : []))
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

export const readAnew: Reader = {
  findings: findingsOf,
  tone: toneFound,
  due: (entry, commitment, offsetMinutes) => dueIn(commitment, entry.at, offsetMinutes),
};
