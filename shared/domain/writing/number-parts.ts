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
/** In figures; one whose month is a word looks like a last group. */
const DAY = /(?<![^ \u00a0])\p{Nd}{1,2}[./]\p{Nd}{1,2}(?:[./]\p{Nd}{2,4})?\.?(?![^ \u00a0])/gu;
const BEGINNING = /[+(\p{Nd}]/u;
/** What follows the hour of a time. */
const MINUTES = /^:\p{Nd}/u;

/** Up to the last digit; the hour of a time is not of it. */
function untilDigit(run: string, after = ''): string {
  let end = run.length;
  if (MINUTES.test(after)) while (end > 0 && !GAP.test(run[end - 1]!)) end -= 1;
  while (end > 0 && !DIGIT.test(run[end - 1]!)) end -= 1;
  return run.slice(0, end);
}

/** What stands before, between and behind the days of a run, each from where a number can begin to its last digit. */
function besideDays(run: string): readonly { readonly piece: string; readonly at: number }[] {
  let from = 0;
  return [...run.matchAll(DAY), { 0: '', index: run.length }].flatMap(({ 0: day, index }) => {
    const between = run.slice(from, index);
    const begins = between.search(BEGINNING);
    const at = from + begins;
    from = index + day.length;
    return begins < 0 ? [] : [{ piece: untilDigit(between.slice(begins)), at }];
  });
}

/** A number that somebody dials or looks up: `+`, a bracket or a nought before it, or three groups. Two may be two amounts. */
function isGrouped(number: string): boolean {
  const groups = number.split(GAP).filter(group => DIGIT.test(group));
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
    for (const { piece, at } of besideDays(untilDigit(run, text.slice(end, end + 2)))) {
      if (!isGrouped(piece)) continue;
      const begins = index + at;
      if (begins > done) parts.push({ text: text.slice(done, begins), isNumber: false });
      parts.push({ text: piece, isNumber: true });
      done = begins + piece.length;
    }
  }
  if (done < text.length || parts.length === 0) parts.push({ text: text.slice(done), isNumber: false });
  return parts;
}
