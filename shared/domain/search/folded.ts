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
  TRADEMARKS,
  UNSPACED,
  wordsIn,
} from './words.ts';

const KEPT = 0;
const SPACE = 1;
const DROPPED = 2;
const ALONE = 3;
const OTHER = 4;
const PAIR = 5;

const LONG_ASCII = new RegExp(`[A-Za-z0-9]{${LONGEST_WORD + 1}}`);
const isSpaceAscii = (code: number): boolean =>
  code < 48 || (code > 57 && code < 65) || (code > 90 && code < 97) || code > 122;

const ALONE_CHAR = new RegExp(`^(?:${UNSPACED})$`, 'v');
const LETTER = /^[\p{L}\p{N}\p{M}]+$/u;

/** What becomes of each UTF-16 code unit of a decomposed text. Made when the first text needs it: some milliseconds. */
let table: Uint8Array | null = null;
function kinds(): Uint8Array {
  if (table) return table;
  const made = new Uint8Array(0x10000);
  const rules: [RegExp, number][] = [
    [/[\p{L}\p{N}\p{M}]/u, KEPT],
    [/[\ud800-\udfff]/, PAIR],
    [ALONE_CHAR, ALONE],
    [new RegExp(ACCENTS.source), DROPPED],
    [new RegExp(HIDDEN.source, 'u'), DROPPED],
  ];
  for (let code = 0x80; code < 0x10000; code++) {
    const char = String.fromCharCode(code);
    made[code] = rules.findLast(([rule]) => rule.test(char))?.[1] ?? SPACE;
    if (isPicture(char) || LETTERS[char.toLowerCase()] !== undefined || char === 'ẞ') made[code] = OTHER;
    else if (made[code] === KEPT && /\p{Nd}/u.test(char)) made[code] = OTHER;
  }
  return (table = made);
}

const isVoicing = (code: number): boolean => code === 0x3099 || code === 0x309a;

/** Pairs of surrogates, pictures, letters that become others, digits of other scripts. */
function other(char: string): string {
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
  if (isAscii && !LONG_ASCII.test(text)) return text.includes('\0') ? text.replaceAll('\0', ' ') : text;
  return (isAscii ? null : throughTable(text)) ?? Array.from(wordsIn(text), ({ folded }) => folded).join(' ');
}

/** Null: it has a word that is too long. */
function throughTable(text: string): string | null {
  const kindOf = kinds();
  const bare = text.replaceAll(TRADEMARKS, ' ').normalize('NFKD');
  let folded = '';
  let from = 0;
  let run = 0;
  for (let i = 0; i < bare.length; i++) {
    const code = bare.charCodeAt(i);
    const kind = code < 0x80 ? (isSpaceAscii(code) ? SPACE : KEPT) : kindOf[code]!;
    if (kind === KEPT || kind === OTHER || kind === PAIR) {
      if (++run > LONGEST_WORD) return null;
      if (kind === KEPT) continue;
    } else if (kind !== DROPPED) run = 0;
    if (code < 0x80) continue;
    folded += bare.slice(from, i);
    if (kind === SPACE) folded += ' ';
    else if (kind === ALONE) {
      const voiced = isVoicing(bare.charCodeAt(i + 1)) ? 2 : 1;
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
  return folded.normalize('NFC').toLowerCase();
}
