/** Control, zero-width and direction-changing characters: invisible, and used to disguise. */
// oxlint-disable-next-line no-control-regex
const INVISIBLE = /[\u0000-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]+/g;

/** A half of a surrogate pair cannot be stored or sent as UTF-8. */
export const wellFormed = (text: string): string => text.toWellFormed();

/** Cuts at `max` UTF-16 units without leaving half a character. */
export function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  const end = /[\ud800-\udbff]/.test(text[max - 1] ?? '') ? max - 1 : max;
  return text.slice(0, end);
}

/** One line without invisible characters, runs of blanks as one, at most `max` UTF-16 units. Linear. */
export function clean(text: string, max: number): string {
  const line = text
    .slice(0, max * 4)
    .replace(/\s+/g, ' ')
    .replace(INVISIBLE, '')
    .trim();
  return cut(wellFormed(line), max);
}

/** Text of several lines: `\n` only, no NUL (no database takes it), well formed. */
export const cleanText = (text: string): string => wellFormed(text.replace(/\r\n?/g, '\n').replaceAll('\0', ''));
