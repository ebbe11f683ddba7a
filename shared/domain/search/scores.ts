// Scores of surveys as a person asks for them.

export type Measure = 'ces' | 'csat' | 'nps';
/** Null: no end, or any measure. `least` and `most` belong to it; `above` and `below` do not. */
export type ScoreRange = {
  readonly measure: Measure | null;
  readonly least: number | null;
  readonly most: number | null;
  readonly above: number | null;
  readonly below: number | null;
};

const ANY: ScoreRange = { measure: null, least: null, most: null, above: null, below: null };
const NUMBER = String.raw`\d{1,4}(?:[.,]\d{1,3})?`;
const FORM = new RegExp(`^(ces|csat|nps|any)?\\s*(?:(<=|>=|<|>|=)?\\s*(${NUMBER}))?(?:(?:\\.\\.|–)(${NUMBER}))?$`, 'u');
const number = (text: string): number => Number(text.replace(',', '.'));

/** `4`, `<3`, `>=4`, `1..2`, `nps`, `csat<3`, `any`. Null: no score is meant. */
export function scoreRangeOf(written: string): ScoreRange | null {
  const form = FORM.exec(written.normalize('NFKC').toLowerCase().replaceAll(/\s+/gu, ''));
  if (!form || form[0] === '') return null;
  const [, name, sign, first, last] = form;
  const range = { ...ANY, measure: name === undefined || name === 'any' ? null : (name as Measure) };
  if (first === undefined) return last === undefined ? range : null;
  if (last !== undefined) return sign === undefined ? { ...range, least: number(first), most: number(last) } : null;
  if (sign === '<') return { ...range, below: number(first) };
  if (sign === '>') return { ...range, above: number(first) };
  if (sign === '<=') return { ...range, most: number(first) };
  if (sign === '>=') return { ...range, least: number(first) };
  return { ...range, least: number(first), most: number(first) };
}

export function isInRange({ measure, least, most, above, below }: ScoreRange, of: Measure, score: number): boolean {
  if (measure !== null && measure !== of) return false;
  return (
    (least === null || score >= least) &&
    (most === null || score <= most) &&
    (above === null || score > above) &&
    (below === null || score < below)
  );
}
