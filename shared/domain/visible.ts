// Characters that change how text reads without being seen: bidi controls (Unicode TR 9), zero width, C0 and C1 controls.
const isHidden = (code: number): boolean =>
  code < 0x20 ||
  (code >= 0x7f && code <= 0x9f) ||
  code === 0xad ||
  code === 0x61c ||
  (code >= 0x200b && code <= 0x200f) ||
  (code >= 0x2028 && code <= 0x202e) ||
  (code >= 0x2060 && code <= 0x206f) ||
  code === 0xfeff;

/** Scripts whose spelling needs joiners and non-joiners (Unicode TR 31, 2.3). */
const JOINING_SCRIPTS = [
  'Arabic',
  'Syriac',
  'Devanagari',
  'Bengali',
  'Gurmukhi',
  'Gujarati',
  'Oriya',
  'Tamil',
  'Telugu',
  'Kannada',
  'Malayalam',
  'Sinhala',
];
const wordOf = (script: string): string => `[[\\p{L}\\p{M}]&&\\p{Script_Extensions=${script}}]`;
/** One emoji of several (Unicode TR 51): a picture, perhaps with its skin tone and the sign that it is coloured, and the next. */
const JOINED_PICTURES =
  '(?<=\\p{Extended_Pictographic}[\\p{Emoji_Modifier}\\ufe0e\\ufe0f]{0,2})\\u200d(?=\\p{Extended_Pictographic})';
const JOINED_LETTERS = JOINING_SCRIPTS.map(script => `(?<=${wordOf(script)})[\\u200c\\u200d](?=${wordOf(script)})`);
const JOINERS = new RegExp([JOINED_PICTURES, ...JOINED_LETTERS].join('|'), 'gv');

const NONE: ReadonlySet<number> = new Set();

/** Where a joiner stands that the words need, in UTF-16 code units. */
const neededJoiners = (text: string): ReadonlySet<number> =>
  /[\u200c\u200d]/.test(text) ? new Set(Array.from(text.matchAll(JOINERS), ({ index }) => index)) : NONE;

function writtenOut(text: string, needed: ReadonlySet<number>): string {
  let shown = '';
  let place = 0;
  for (const char of text) {
    const code = char.codePointAt(0)!;
    const isOut = isHidden(code) && !needed.has(place);
    shown += isOut ? `‹U+${code.toString(16).toUpperCase().padStart(4, '0')}›` : char;
    place += char.length;
  }
  return shown;
}

/** The same text with each unseen character written out, e.g. `‹U+202E›`. For addresses and file names, not for prose. */
export const madeVisible = (text: string): string => writtenOut(text, NONE);

/**
 * For names and subjects of people: as `madeVisible`, but a joiner stays where it makes one emoji of several, or stands
 * between letters of a script that is spelt with joiners. One that joins nothing is written out.
 */
export const nameMadeVisible = (text: string): string => writtenOut(text, neededJoiners(text));

/** True when the text holds a character that cannot be seen. */
export const hidesCharacters = (text: string): boolean => [...text].some(char => isHidden(char.codePointAt(0)!));
