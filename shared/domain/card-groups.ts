// Digits as people write them: in groups, of any script, with anything between.

/**
 * One group of digits as written; `start` and `end` are UTF-16 offsets, `at` the offset of each digit. `glued`: to a code of
 * letters; `touches`: any letter; `loose`: what stands before it in its run also parts the cells of a table.
 */
export type Group = {
  start: number;
  end: number;
  digits: string;
  at: number[];
  glued: boolean;
  plus: boolean;
  touches: boolean;
  loose: boolean;
};
/** Characters between two groups of one number: ` / `, `\n> `. More is another number, or words. */
const MOST_BETWEEN = 5;
const SEPARATOR = /[\p{Zs}\t\r\n\u2028\u2029\p{Pd}\u2212./,_|>·‧・⁄∕]/u;
/** Between digits these part numbers as often as they part a number. */
const CELLS = /[.,_|·‧・]/;
/** Nothing to see: it parts no group. */
const INVISIBLE = /[\p{Cf}\p{Mn}\p{Me}]/u;
const DIGIT = /\p{Nd}/u;
const LETTER = /\p{L}/u;

/** Unicode gives each script its ten digits in a row, starting at a multiple of ten code points from a zero. */
function digitOf(char: string): string {
  const code = char.codePointAt(0)!;
  if (code < 0x80) return char;
  let zero = code;
  while (code - zero < 9 && DIGIT.test(String.fromCodePoint(zero - 1))) zero -= 1;
  // Blocks that touch (mathematical digits) are rows of ten from U+1D7CE on.
  return String(code >= 0x1d7ce && code <= 0x1d7ff ? (code - 0x1d7ce) % 10 : code - zero);
}

/** Groups in runs: those of one run stand so near that they may be one number. */
export function runsIn(text: string): Group[][] {
  const runs: Group[][] = [];
  let group: Group | null = null;
  let between = MOST_BETWEEN + 1;
  let isGlued = false;
  let before = '';
  let loose = false;
  for (let i = 0; i < text.length;) {
    const char = String.fromCodePoint(text.codePointAt(i)!);
    const end = i + char.length;
    if (DIGIT.test(char)) {
      if (!group) {
        const touches = LETTER.test(before);
        group = { start: i, end, digits: '', at: [], glued: isGlued, plus: before === '+', touches, loose };
        if (between > MOST_BETWEEN || isGlued || group.plus) runs.push([]);
        runs[runs.length - 1]!.push(group);
      }
      group.digits += digitOf(char);
      group.at.push(i);
      group.end = end;
      between = 0;
      loose = false;
    } else if (!INVISIBLE.test(char)) {
      if (group && LETTER.test(char)) group.touches = true;
      if (group && LETTER.test(char) && isCode(text, i)) group.glued = true;
      loose ||= CELLS.test(char);
      group = null;
      between = SEPARATOR.test(char) ? between + 1 : MOST_BETWEEN + 1;
      isGlued = LETTER.test(char) && isCode(text, i, -1);
      before = char;
    }
    i = end;
  }
  return runs;
}

/** One to three capitals beside digits are a code of a parcel, a bank or a flight; a word that ran into them is a word. */
function isCode(text: string, at: number, step: 1 | -1 = 1): boolean {
  let letters = 0;
  for (let i = at; letters < 4 && i >= 0 && i < text.length && LETTER.test(text[i]!); i += step) letters += 1;
  const word = step === 1 ? text.slice(at, at + letters) : text.slice(at - letters + 1, at + 1);
  return letters < 4 && word === word.toUpperCase() && !/^(?:NO|NR|CC|MC|PAN|EXP|CVV|CVC)$/.test(word);
}
