/** Weighted characters that one post on X may have. */
export const X_POST_LIMIT = 280;

const URL_WEIGHT = 23;
const URL = /https?:\/\/[^\s<>"']+/giu;
const EMOJI = /\p{Extended_Pictographic}|\p{Regional_Indicator}/u;
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Code points that count once; all others count twice. Source: X's text-counting documentation, configuration v3. */
const isLight = (point: number): boolean =>
  point <= 4_351 ||
  (point >= 8_192 && point <= 8_205) ||
  (point >= 8_208 && point <= 8_223) ||
  (point >= 8_242 && point <= 8_247);

function weightOf(grapheme: string): number {
  if (EMOJI.test(grapheme)) return 2;
  let weight = 0;
  for (const character of grapheme) weight += isLight(character.codePointAt(0)!) ? 1 : 2;
  return weight;
}

/** Length of a text as X counts it: an address 23, an emoji 2, a wide character 2, of the text in normal form C. */
export function xLength(text: string): number {
  const urls = text.match(URL)?.length ?? 0;
  let weight = urls * URL_WEIGHT;
  for (const { segment } of graphemes.segment(text.replace(URL, '').normalize('NFC'))) weight += weightOf(segment);
  return weight;
}
