// Words as the search knows them: the index, the matching of a text and the marks on the screen all use these.

/** Folded, with its place in the text in UTF-16 code units. Several of one place come from one character, as of ½. */
export type Word = { readonly folded: string; readonly start: number; readonly end: number };

/** Of a pathological text that is one word, no more than this is looked at. */
export const LONGEST_WORD = 64;

/** Scripts written without spaces: each character is a word, and several are a phrase. Their digits are digits. */
export const UNSPACED = String.raw`[[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}]--\p{Nd}]`;
/** Pictures that are letters in a frame are letters; two marks in one are marks. */
const PICTURE = String.raw`[\p{Extended_Pictographic}--\p{ASCII}--[™ℹⓂ㊗㊙‼⁉\u{1f100}-\u{1f2ff}]]`;
/** Before the code of a picture: for the index, which takes pictures for spaces, and this for a letter. */
export const PICTURE_MARK = '\uE002';
/** Kana may be written with their voicing beside them, and one letter of Myanmar comes apart. `Cf` cannot be seen: it neither ends a word nor counts. */
const WORDS = new RegExp(
  `\\u1025\\u102E|${UNSPACED}[\\u3099\\u309A\\uFF9E\\uFF9F]?|${PICTURE}|[[\\p{L}\\p{N}\\p{M}\\p{Cf}]--${UNSPACED}]+`,
  'gv',
);
const ASCII_WORDS = /[A-Za-z0-9]+/g;
export const NOT_ASCII = /[^\0-\x7f]/;
/** Some letters of scripts without spaces come apart when they are folded. */
const FOLDED_WORDS = new RegExp(`${UNSPACED}|${PICTURE_MARK}?[[\\p{L}\\p{N}\\p{M}]--${UNSPACED}]+`, 'gv');

/** Accents of Latin, Greek, Cyrillic, Hebrew and Arabic; what is a vowel in other scripts stays. */
export const ACCENTS = new RegExp(
  String.raw`[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u08d3-\u08ff\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f]+`,
  'g',
);
export const HIDDEN = /[\p{Cf}ـ]+/gu;
export const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ħ: 'h', ı: 'i', ŋ: 'n', ŧ: 't', ς: 'σ',
}; // prettier-ignore
/** Signs such as ™, № and ℃ would become letters that are part of the word beside them. */
export const SIGNS = new RegExp(String.raw`[[\p{S}\p{P}]--\p{ASCII}--${PICTURE}--${UNSPACED}]`, 'gv');
const OWN_LETTERS = /[ßæœøłđðþħıŋŧς]/g;
const OTHER_DIGITS = /[٠-٩۰-۹०-९০-৯๐-๙０-９]/g;

const LETTERS_IN = /[\p{L}\p{N}]/u;

/** Digits of other scripts as ours; nothing changes its place. */
export const plainDigits = (text: string): string =>
  NOT_ASCII.test(text)
    ? text.replaceAll(OTHER_DIGITS, digit => {
        const code = digit.charCodeAt(0);
        // Of most scripts they begin at a code of 0 in its last four bits; of the Indic ones at 6.
        return String((code & 15) - (code >= 0x966 && code <= 0x9ef ? 6 : 0));
      })
    : text;

/** Case, accents, width, ligatures and what cannot be seen do not matter. What separates words stays. */
export function fold(text: string): string {
  if (!NOT_ASCII.test(text)) return text.toLowerCase();
  const bare = text
    .replaceAll(SIGNS, sign => (LETTERS_IN.test(sign.normalize('NFKD')) ? ' ' : sign))
    .normalize('NFKD')
    .replaceAll(ACCENTS, '')
    .normalize('NFC')
    .toLowerCase();
  const own = bare.replaceAll(OWN_LETTERS, letter => LETTERS[letter]!).replaceAll(HIDDEN, '');
  return plainDigits(own);
}

/** Languages use the same words again and again; folding one costs as much as many look-ups. */
const MOST_KNOWN = 20_000;
const known = new Map<string, readonly string[]>();

/** Usually one. */
function foldedWords(word: string): readonly string[] {
  if (!NOT_ASCII.test(word)) return [word.slice(0, LONGEST_WORD).toLowerCase()];
  const had = known.get(word);
  if (had) return had;
  // A letter under forty accents is still a letter.
  const parts = isPicture(word)
    ? [pictureWord(word)]
    : (fold(word.slice(0, LONGEST_WORD * 40)).match(FOLDED_WORDS) ?? []);
  const found = parts.map(cut);
  if (known.size >= MOST_KNOWN) known.clear();
  if (word.length <= LONGEST_WORD) known.set(word, found);
  return found;
}

const WHOLE_PICTURE = new RegExp(`^${PICTURE}$`, 'v');
export const isPicture = (word: string): boolean => word.length <= 2 && WHOLE_PICTURE.test(word);
export const pictureWord = (picture: string): string => `${PICTURE_MARK}${picture.codePointAt(0)!.toString(16)}`;
/** Not in the middle of a surrogate pair. */
const cut = (word: string): string =>
  word.length <= LONGEST_WORD ? word : word.slice(0, LONGEST_WORD).replace(/[\uD800-\uDBFF]$/, '');

/** Lazily, so that a snippet from the first line of a long text costs the first line. Linear in the text. */
export function* wordsIn(text: string): Generator<Word> {
  for (const { 0: word, index: start } of text.matchAll(NOT_ASCII.test(text) ? WORDS : ASCII_WORDS)) {
    const end = start + word.length;
    for (const folded of foldedWords(word)) yield { folded, start, end };
  }
}
