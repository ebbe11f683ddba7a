// Numbers in words that run from right to left. Unicode lets the groups of `+972 3 123 4567` change places there, so that a
// number reads backwards by its groups; whoever writes one means it as it was written.

export type NumberPart = { readonly text: string; readonly isNumber: boolean };

/** A letter of Hebrew, Arabic and their neighbours. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;
/** One class over and over, so that any text is read once (X23). */
const RUN = /[+(\p{Nd}][\p{Nd}()/.\- \u00a0]*/gu;
const DIGIT = /\p{Nd}/u;
/** Shorter ones are amounts, hours, days. */
const FEWEST_DIGITS = 7;

const GAP = /[ \u00a0]/;
const DAY = /^\p{Nd}{1,2}[./]\p{Nd}{1,2}(?:[./]\p{Nd}{2,4})?$/u;
/** What follows the hour of a time. */
const MINUTES = /^:\p{Nd}/u;

/** Where the run ends with a digit; the hour of a time is not of it. */
function endOf(run: string, after: string): number {
  let end = run.length;
  if (MINUTES.test(after)) while (end > 0 && !GAP.test(run[end - 1]!)) end -= 1;
  while (end > 0 && !DIGIT.test(run[end - 1]!)) end -= 1;
  return end;
}

/** A number that somebody dials or looks up: `+`, a bracket or a nought before it, or three groups. Two may be two amounts. */
function isGrouped(number: string): boolean {
  const groups = number.split(GAP).filter(group => DIGIT.test(group));
  if (groups.some(group => DAY.test(group))) return false;
  const begins = number.startsWith('+') || number.startsWith('(') || (number.startsWith('0') && groups.length > 1);
  return (begins || groups.length > 2) && number.replaceAll(/\P{Nd}/gu, '').length >= FEWEST_DIGITS;
}

/** Cuts a text into numbers that have to stand as they were written and all else; joined they are the text again. */
export function numberParts(text: string): readonly NumberPart[] {
  if (!RIGHT_TO_LEFT.test(text)) return [{ text, isNumber: false }];
  const parts: NumberPart[] = [];
  let done = 0;
  for (const { 0: run, index } of text.matchAll(RUN)) {
    const end = index + run.length;
    const number = run.slice(0, endOf(run, text.slice(end, end + 2)));
    if (!isGrouped(number)) continue;
    if (index > done) parts.push({ text: text.slice(done, index), isNumber: false });
    parts.push({ text: number, isNumber: true });
    done = index + number.length;
  }
  if (done < text.length || parts.length === 0) parts.push({ text: text.slice(done), isNumber: false });
  return parts;
}
