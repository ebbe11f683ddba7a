// How long a post on X is by X's own rules: https://docs.x.com/resources/fundamentals/counting-characters
export const X_POST = 280;
const URL_LENGTH = 23;
const LINK = /https?:\/\/[^\s]+/giu;

/** Code points that weigh one; all others weigh two. */
const LIGHT: readonly (readonly [number, number])[] = [
  [0, 4351],
  [8192, 8205],
  [8208, 8223],
  [8242, 8247],
];
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
const EMOJI = new RegExp(String.raw`^\p{RGI_Emoji}$`, 'v');

/**
 * Weighted length of a post. Links with a scheme weigh 23 whatever their length; bare domains are counted as text. The
 * composer counts exactly; this is the backend's own check, and where the two differ it lets a post pass.
 */
export function postLength(text: string): number {
  const whole = text.normalize('NFC');
  const links = whole.match(LINK)?.length ?? 0;
  let length = links * URL_LENGTH;
  for (const { segment } of graphemes.segment(whole.replace(LINK, ''))) length += weightOf(segment);
  return length;
}

function weightOf(grapheme: string): number {
  if (EMOJI.test(grapheme)) return 2;
  let weight = 0;
  for (const point of grapheme) weight += isLight(point.codePointAt(0) ?? 0) ? 1 : 2;
  return weight;
}

const isLight = (point: number): boolean => LIGHT.some(([from, to]) => point >= from && point <= to);
