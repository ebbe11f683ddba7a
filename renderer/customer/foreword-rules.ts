import type { ForewordLine } from '../../shared/domain/foreword.ts';

export type Standing = 'plain' | 'kept' | 'not-kept' | 'late' | 'due';

/** How a promise stands now. Only one with a time can be late or due; only one decided can be kept or not. */
export function promiseStanding(line: Extract<ForewordLine, { kind: 'promised' }>, now: number): Standing {
  if (line.kept === true) return 'kept';
  if (line.dueAt === null) return 'plain';
  if (line.kept === false) return 'not-kept';
  return line.dueAt < now ? 'late' : 'due';
}

/** A quote says what it is about; the entry it opens has the rest. UTF-16 code units. */
const QUOTE = 130;

export function shortened(quote: string): string {
  if (quote.length <= QUOTE) return quote;
  const space = quote.lastIndexOf(' ', QUOTE);
  const cut = space > QUOTE / 2 ? space : QUOTE;
  return `${quote.slice(0, /[\ud800-\udbff]/.test(quote[cut - 1] ?? '') ? cut - 1 : cut).trimEnd()}…`;
}

/** With an end, so that more can follow it. */
export const asSentence = (quote: string): string => (/[\p{L}\p{N}]$/u.test(quote) ? `${quote}.` : quote);

/** True when the words of a promise name the hour already: it need not be said twice. */
export const namesHour = (quote: string): boolean => /\d{1,2}[:.]\d{2}|\d\s?(?:uhr|[ap]m)\b/i.test(quote);
