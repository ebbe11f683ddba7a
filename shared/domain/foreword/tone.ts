import vader from 'vader-sentiment';
import type { Entry } from '../entry.ts';
import type { ForewordLine } from '../foreword.ts';

type Tone = Extract<ForewordLine, { kind: 'tone' }>;

/** Enough to tell a direction; more would dilute it with what is long past. */
const READ_ENTRIES = 6;
/** On the scale of −5 to +5: smaller differences are noise of the method. */
const CHANGE = 1;

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Words of joy that people say in bitterness, where what they speak of is none. */
const JOY =
  /\b(?:delighted|thrilled|overjoyed|great|brilliant|fantastic|wonderful|lovely|marvellous|superb|excellent|amazing|awesome|perfect|charming|fabulous|congratulations|congrats|bravo)\b/giu;
/** What nobody is glad of. */
const WRONG =
  /\b(?:lost|missing|broken|damaged|smashed|soaked|stolen|stranded|cancell?ed|delayed?|late|overbooked|bumped|refused|ignored|forgotten|overcharged|charged twice|left behind|third time|fourth time|yet again|no (?:reply|answer|refund|bag|luggage))\b/iu;
/** That it came right, that somebody was kind in it, or that it was not so: then joy is meant. */
const RIGHT =
  /\b(?:found|returned|back|arrived|fixed|solved|sorted|resolved|refunded|rebooked|helped|help|thanks?|despite|although|though|even when|crew|staff|service|team|lady|gentleman|agent|not|never|no longer|wasn['’]t|weren['’]t|without|instead of)\b/iu;
/** Within one sentence, up to a turn of it. */
const CLAUSE = /[^.!?;\n]+?(?:[.!?;\n]+|\bbut\b|$)/giu;

/** The words without the joy that is none: `Delighted to learn that my bag is lost`. Where in doubt they stay as they are. */
const withoutIrony = (text: string): string =>
  text.replace(CLAUSE, clause => (WRONG.test(clause) && !RIGHT.test(clause) ? clause.replace(JOY, '') : clause));

/**
 * −5 (worst) to +5, or null when the lexicon knows none of the words (other languages, plain facts). Source: VADER
 * (Hutto and Gilbert, ICWSM 2014), compound score times five; of bitter joy only what is left without it.
 */
export function toneOf(text: string): number | null {
  const scores = vader.SentimentIntensityAnalyzer.polarity_scores(withoutIrony(text.slice(0, 1_000)));
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
