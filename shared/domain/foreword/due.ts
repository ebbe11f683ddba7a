import type { ParsedComponents } from 'chrono-node';
import { parse as parseGerman } from 'chrono-node/de';
import { parse as parseEnglish } from 'chrono-node/en';

const GERMAN =
  /(?<![\p{L}])(?:bis|uhr|innerhalb|binnen|morgen|heute|stunden|tagen|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag)(?![\p{L}])/iu;

/** chrono wants day and hour side by side; the small words between them carry no time. */
const plain = (sentence: string): string =>
  sentence
    .slice(0, 500)
    .replace(/\b(?:innerhalb|binnen)(?: von)?\b/gi, 'in')
    .replace(/\b(?:by|until|before|bis|vor|spätestens|no later than)\b/gi, ' ')
    .replace(/\s+/g, ' ');

/** A named day without an hour is due at its end, 23:59. Milliseconds. */
const untilEndOfDay = (start: ParsedComponents): number =>
  ((23 - (start.get('hour') ?? 0)) * 60 + 59 - (start.get('minute') ?? 0)) * 60_000;

/**
 * The time a sentence names, in milliseconds since the epoch, seen from when it was said; null when it names none.
 * `offsetMinutes`: the speaker's offset from UTC. Source of the reading: chrono-node, English and German.
 */
export function dueIn(sentence: string, saidAt: number, offsetMinutes: number): number | null {
  const parse = GERMAN.test(sentence) ? parseGerman : parseEnglish;
  const found = parse(plain(sentence), { instant: new Date(saidAt), timezone: offsetMinutes }, { forwardDate: true })
    .filter(
      result => result.start.isCertain('hour') || result.start.isCertain('day') || result.start.isCertain('weekday'),
    )
    .map(({ start }) => start.date().getTime() + (start.isCertain('hour') ? 0 : untilEndOfDay(start)))
    .filter(due => due > saidAt);
  return found.length > 0 ? Math.max(...found) : null;
}
