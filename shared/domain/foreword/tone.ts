import vader from 'vader-sentiment';
import type { Entry } from '../entry.ts';
import type { ForewordLine } from '../foreword.ts';

type Tone = Extract<ForewordLine, { kind: 'tone' }>;

/** Enough to tell a direction; more would dilute it with what is long past. */
const READ_ENTRIES = 6;
/** On the scale of −5 to +5: smaller differences are noise of the method. */
const CHANGE = 1;

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * −5 (worst) to +5, or null when the lexicon knows none of the words (other languages, plain facts). Source: VADER
 * (Hutto and Gilbert, ICWSM 2014), compound score times five.
 */
export function toneOf(text: string): number | null {
  const scores = vader.SentimentIntensityAnalyzer.polarity_scores(text.slice(0, 1_000));
  if (scores.pos === 0 && scores.neg === 0) return null;
  return Math.max(-5, Math.min(5, Math.round(scores.compound * 50) / 10));
}

/** The customer's tone over their newest words, and where it is going; null when nothing can be told. */
export function toneIn(
  contacts: readonly { readonly entry: Entry }[],
  toneFound: (entry: Entry) => number | null,
): Tone | null {
  const scored: { entry: Entry; score: number }[] = [];
  for (let i = contacts.length - 1; i >= 0 && scored.length < READ_ENTRIES; i--) {
    const { entry } = contacts[i]!;
    const score = toneFound(entry);
    if (score !== null) scored.unshift({ entry, score });
  }
  const newest = scored.at(-1);
  if (!newest) return null;
  const half = Math.floor(scored.length / 2);
  const change =
    half === 0 ? 0 : mean(scored.slice(half).map(s => s.score)) - mean(scored.slice(0, half).map(s => s.score));
  const direction = change >= CHANGE ? 'rising' : change <= -CHANGE ? 'falling' : 'steady';
  const { entry } = newest;
  const score = Math.round(mean(scored.slice(-2).map(s => s.score)) * 10) / 10;
  return { kind: 'tone', entryId: entry.id, at: entry.at, channel: entry.channel, score, direction };
}
