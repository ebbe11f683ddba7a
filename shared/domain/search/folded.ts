// Texts as the index gets them. Filling a cache folds millions of words, so this goes through a text once, by a table.
import {
  ACCENTS,
  fold,
  HIDDEN,
  isPicture,
  LETTERS,
  LONGEST_WORD,
  NOT_ASCII,
  pictureWord,
  SIGNS,
  UNSPACED,
  wordsIn,
} from './words.ts';

const KEPT = 0;
const SPACE = 1;
const DROPPED = 2;
const ALONE = 3;
const OTHER = 4;
const PAIR = 5;

const ALONE_CHAR = new RegExp(`^(?:${UNSPACED})$`, 'v');
const LETTER = /^[\p{L}\p{N}\p{M}]+$/u;

const RULES: readonly (readonly [RegExp, number])[] = [
  [/\p{Nd}/u, OTHER],
  [new RegExp(HIDDEN.source, 'u'), DROPPED],
  // Some of its ranges have places for marks to come, which are no part of a word yet.
  [new RegExp(`(?=\\p{M})${ACCENTS.source}`, 'u'), DROPPED],
  [ALONE_CHAR, ALONE],
  [/[\ud800-\udfff]/, PAIR],
  [LETTER, KEPT],
];
const UNKNOWN = 255;
/** What becomes of each UTF-16 code unit of a decomposed text, once it was met. */
const kindOf = new Uint8Array(0x10000).fill(UNKNOWN);
for (let code = 0; code < 0x80; code++) kindOf[code] = /[A-Za-z0-9]/.test(String.fromCharCode(code)) ? KEPT : SPACE;

function learn(code: number): number {
  const char = String.fromCharCode(code);
  const isOther = isPicture(char) || LETTERS[char.toLowerCase()] !== undefined || char === 'ẞ';
  const kind = isOther ? OTHER : (RULES.find(([rule]) => rule.test(char))?.[1] ?? SPACE);
  return (kindOf[code] = kind);
}

/** Of ASCII. A word that is too long covers one of the places at that distance, so that few of them are looked at. */
function hasLongWord(text: string): boolean {
  const isOfWord = (at: number): boolean => kindOf[text.charCodeAt(at)] === KEPT;
  for (let i = LONGEST_WORD; i < text.length; i += LONGEST_WORD + 1) {
    if (!isOfWord(i)) continue;
    let from = i;
    while (from > 0 && isOfWord(from - 1)) from--;
    let to = i;
    while (to - from <= LONGEST_WORD && to < text.length && isOfWord(to)) to++;
    if (to - from > LONGEST_WORD) return true;
  }
  return false;
}

/** Voicing, and the one letter of Myanmar that comes apart. */
const belongTogether = (code: number, next: number): boolean =>
  next === 0x3099 || next === 0x309a || (code === 0x1025 && next === 0x102e);

/** People use the same pictures and letters again and again; folding one costs as much as many look-ups. */
const MOST_KNOWN = 5_000;
const known = new Map<string, string>();

/** Pairs of surrogates, pictures, letters that become others, digits of other scripts. */
function other(char: string): string {
  let folded = known.get(char);
  if (folded === undefined) {
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(char, (folded = foldedOther(char)));
  }
  return folded;
}

function foldedOther(char: string): string {
  if (isPicture(char)) return ` ${pictureWord(char)} `;
  const folded = fold(char);
  if (ALONE_CHAR.test(char)) return ` ${folded} `;
  return folded === '' || LETTER.test(folded) ? folded : ' ';
}

/**
 * A text for the index, which splits it into the same words as `wordsIn`. ASCII goes as it is, for the index folds that by
 * itself; of anything else it takes every character for a letter, so only letters are left, and pictures by their code.
 */
export function foldedText(text: string): string {
  const isAscii = !NOT_ASCII.test(text);
  if (isAscii && !hasLongWord(text)) return text.includes('\0') ? text.replaceAll('\0', ' ') : text;
  return (isAscii ? null : throughTable(text)) ?? Array.from(wordsIn(text), ({ folded }) => folded).join(' ');
}

/** Null: it has a word that is too long. */
function throughTable(text: string): string | null {
  const bare = text.replaceAll(SIGNS, ' ').normalize('NFKD');
  let folded = '';
  let from = 0;
  let run = 0;
  for (let i = 0; i < bare.length; i++) {
    const code = bare.charCodeAt(i);
    const kind = kindOf[code] === UNKNOWN ? learn(code) : kindOf[code]!;
    if (kind === KEPT || kind === OTHER || kind === PAIR) {
      if (++run > LONGEST_WORD) return null;
      if (kind === KEPT) continue;
    } else if (kind !== DROPPED) run = 0;
    if (code < 0x80) continue;
    folded += bare.slice(from, i);
    if (kind === SPACE) folded += ' ';
    else if (kind === ALONE) {
      const voiced = belongTogether(code, bare.charCodeAt(i + 1)) ? 2 : 1;
      folded += ` ${bare.slice(i, i + voiced).normalize('NFC')} `;
      i += voiced - 1;
    } else if (kind !== DROPPED) {
      const char = String.fromCodePoint(bare.codePointAt(i)!);
      folded += other(char);
      i += char.length - 1;
    }
    from = i + 1;
  }
  folded += bare.slice(from);
  // A capital Σ at the end of a word becomes ς, which is the same letter.
  return folded.normalize('NFC').toLowerCase().replaceAll('ς', 'σ');
}
