// Times as a person writes them into a search: a day, a month, a year, or one counted from today.
import { dayOf, localOf, momentOf } from '../opening.ts';

/** From `from` up to, and not including, `to`; milliseconds since the Unix epoch. */
export type Period = { readonly from: number; readonly to: number };
/** `zone`: IANA name of the zone whose calendar counts. */
export type Today = { readonly now: number; readonly zone: string };

/** A calendar day; `month` from 1. Days beyond a month's end run on into the next, as Date.UTC counts. */
type Days = { readonly year: number; readonly month: number; readonly day: number };

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const FULL = 'january february march april may june july august september october november december'.split(' ');
const WEEKDAYS = 'sunday monday tuesday wednesday thursday friday saturday'.split(' ');

const monthOf = (word: string): number | null => {
  const at = word.length === 3 ? MONTHS.indexOf(word) : word === 'sept' ? 8 : FULL.indexOf(word);
  return at < 0 ? null : at + 1;
};
const isReal = ({ year, month, day }: Days): boolean => {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
};

const between = (zone: string, first: Days, end: Days): Period => ({
  from: momentOf(zone, Date.UTC(first.year, first.month - 1, first.day)),
  to: momentOf(zone, Date.UTC(end.year, end.month - 1, end.day)),
});
const dayIn = (zone: string, day: Days): Period => between(zone, day, { ...day, day: day.day + 1 });
const monthIn = (zone: string, year: number, month: number): Period =>
  between(zone, { year, month, day: 1 }, { year, month: month + 1, day: 1 });
const yearIn = (zone: string, year: number): Period =>
  between(zone, { year, month: 1, day: 1 }, { year: year + 1, month: 1, day: 1 });

/**
 * `today`, `yesterday`, `monday` (the last one), `last week`, `this month`, `7d` `2w` `3m` `1y` (the day so long ago),
 * `2026`, `2026-03`, `2026-03-04`, `4.3.2026`, `4/3/2026` (day first), `4 March 2026`, `March`. Null: it means no time.
 */
export function periodOf(written: string, { now, zone }: Today): Period | null {
  const words = written
    .normalize('NFKC')
    .toLowerCase()
    .split(/[\s._/,-]+/u)
    .filter(word => word !== '');
  if (words.length === 0 || words.length > 3) return null;
  const [year = 0, month = 1, day = 1] = dayOf(localOf(zone, now)).split('-').map(Number);
  const today = { year, month, day };
  return named(words, today, zone) ?? counted(words, zone) ?? withMonth(words, today, zone);
}

function named(words: readonly string[], today: Days, zone: string): Period | null {
  const [first = '', second = ''] = words;
  const { year, month, day } = today;
  const back = (days: number): Days => ({ ...today, day: day - days });
  const weekday = new Date(Date.UTC(year, month - 1, day)).getUTCDay();
  if (words.length === 1) {
    if (first === 'today') return dayIn(zone, today);
    if (first === 'yesterday') return dayIn(zone, back(1));
    const asked = WEEKDAYS.findIndex(name => name === first || name.slice(0, 3) === first);
    if (asked >= 0) return dayIn(zone, back((weekday - asked + 7) % 7));
    const ago = /^(\d{1,4})([dwmy])$/.exec(first);
    return ago ? dayIn(zone, agoFrom(today, Number(ago[1]), ago[2]!)) : null;
  }
  if (words.length !== 2 || (first !== 'last' && first !== 'this')) return null;
  const steps = first === 'last' ? 1 : 0;
  if (second === 'week') {
    const monday = back(((weekday + 6) % 7) + 7 * steps);
    return between(zone, monday, { ...monday, day: monday.day + 7 });
  }
  if (second === 'month') return monthIn(zone, year, month - steps);
  return second === 'year' ? yearIn(zone, year - steps) : null;
}

function agoFrom({ year, month, day }: Days, n: number, unit: string): Days {
  if (unit === 'y') return { year: year - n, month, day };
  if (unit === 'm') return { year, month: month - n, day };
  return { year, month, day: day - n * (unit === 'w' ? 7 : 1) };
}

const isYear = (word: string): boolean => /^(19|20)\d\d$/.test(word);
const isSmall = (word: string): boolean => /^\d{1,2}$/.test(word);

function counted(words: readonly string[], zone: string): Period | null {
  const numbers = words.map(Number);
  const [a = 0, b = 0, c = 0] = numbers;
  if (isYear(words[0]!) && words.slice(1).every(isSmall)) {
    if (words.length === 1) return yearIn(zone, a);
    if (words.length === 2) return b >= 1 && b <= 12 ? monthIn(zone, a, b) : null;
    return isReal({ year: a, month: b, day: c }) ? dayIn(zone, { year: a, month: b, day: c }) : null;
  }
  if (words.length < 2 || !isYear(words.at(-1)!) || !words.slice(0, -1).every(isSmall)) return null;
  if (words.length === 2) return a >= 1 && a <= 12 ? monthIn(zone, b, a) : null;
  return isReal({ year: c, month: b, day: a }) ? dayIn(zone, { year: c, month: b, day: a }) : null;
}

/** Without a year: the last one that has begun. */
function withMonth(words: readonly string[], today: Days, zone: string): Period | null {
  const at = words.findIndex(word => monthOf(word) !== null);
  if (at < 0) return null;
  const month = monthOf(words[at]!)!;
  const rest = words.filter((_, i) => i !== at);
  const years = rest.filter(isYear);
  const days = rest.filter(isSmall);
  if (years.length > 1 || days.length > 1 || years.length + days.length < rest.length) return null;
  const day = days[0] === undefined ? null : Number(days[0]);
  const isAhead = month > today.month || (month === today.month && (day ?? 1) > today.day);
  const year = years[0] === undefined ? today.year - (isAhead ? 1 : 0) : Number(years[0]);
  if (day === null) return monthIn(zone, year, month);
  return isReal({ year, month, day }) ? dayIn(zone, { year, month, day }) : null;
}
