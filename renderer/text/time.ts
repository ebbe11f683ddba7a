// Times as screens.md writes them: 24 hours, in the agent's zone; durations that keep their width.
import { differenceInCalendarDays } from 'date-fns/differenceInCalendarDays';
import { format } from 'date-fns/format';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** A no-break space, so that a number never leaves its unit. */
const NB = '\u00a0';

const two = (n: number): string => String(n).padStart(2, '0');

const MONTHS = Array.from({ length: 12 }, (_, month) => format(new Date(2026, month, 1), 'MMMM'));

// Written out, because a timeline says them many times over and a pattern is read anew each time.
/** `14:02` */
export function clockTime(at: number): string {
  const date = new Date(at);
  return `${two(date.getHours())}:${two(date.getMinutes())}`;
}
/** How fresh something is: `14:02:07`, of another day `2 Jun 14:02:07`, which would read as today. */
export function liveTime(at: number, now: number = Date.now()): string {
  const time = `${clockTime(at)}:${two(new Date(at).getSeconds())}`;
  return differenceInCalendarDays(at, now) === 0 ? time : `${shortDay(at, now)} ${time}`;
}

/** Days of the calendar from then to now; 0: today, or later. */
export const daysAgo = (at: number, now: number): number => Math.max(0, differenceInCalendarDays(now, at));

/** `2 June` or `2 Jun`, with the year when it is another one than at `now`. */
function dayIn(at: number, now: number, letters?: number): string {
  const date = new Date(at);
  const day = `${date.getDate()} ${MONTHS[date.getMonth()]!.slice(0, letters)}`;
  return date.getFullYear() === new Date(now).getFullYear() ? day : `${day} ${date.getFullYear()}`;
}

/** Today a time, within a week `Wed 16:20`, else `2 Jun`, with the year when it is another one. */
export function shortMoment(at: number, now: number = Date.now()): string {
  const days = Math.abs(differenceInCalendarDays(at, now));
  if (days === 0) return clockTime(at);
  if (days < 7) return format(at, 'EEE HH:mm');
  return shortDay(at, now);
}

/** Where the day of `beside` is said already: a time on that day, else as `shortMoment`. */
export const momentBeside = (at: number, beside: number): string =>
  differenceInCalendarDays(at, beside) === 0 ? clockTime(at) : shortMoment(at);

/** `2 Jun`, `2 Jun 2024` in another year. */
export const shortDay = (at: number, now: number = Date.now()): string => dayIn(at, now, 3);

/** `Today, Thursday 6 June`, else `Sunday 2 June 2024`. */
export function dayTitle(at: number, now: number): string {
  return differenceInCalendarDays(at, now) === 0
    ? `Today, ${format(at, 'EEEE d MMMM')}`
    : format(at, 'EEEE d MMMM yyyy');
}

/** For a label that is read aloud: `2 June 19:42`, with the year when it is another one. */
export const labelMoment = (at: number, now: number = Date.now()): string => `${dayIn(at, now)} ${clockTime(at)}`;

/** For a title: `Wednesday 5 June 2024, 16:20:03`. */
export const momentTitle = (at: number): string => format(at, 'EEEE d MMMM yyyy, HH:mm:ss');

/** The customer's own time for a title, e.g. `Wednesday 5 June 2024, 16:20:03 · 17:20 in Lisbon`. */
export function zoneTitle(at: number, zone: string | null): string {
  const own = zone ? timeIn(at, zone) : null;
  return own ? `${momentTitle(at)} · ${own} in ${zoneName(zone!)}` : momentTitle(at);
}

const zoneName = (zone: string): string => (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');

/** `17:20` in that zone; null when the runtime does not know the zone. */
export function timeIn(at: number, zone: string): string | null {
  try {
    return new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: zone }).format(at);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** Talk, queue and hold times: `11:32`, over an hour `1:04:09`. */
export function minutes(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / SECOND));
  const [hours, rest] = [Math.floor(seconds / 3_600), seconds % 3_600];
  const tail = two(rest % 60);
  return hours > 0 ? `${hours}:${two(Math.floor(rest / 60))}:${tail}` : `${Math.floor(rest / 60)}:${tail}`;
}

/** Live clocks: `00:04:12`. */
export function clockSpan(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / SECOND));
  return `${two(Math.floor(seconds / 3_600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

/** Days and hours while hours matter, then days, then years: `1 d 21 h`, `213 d`, `10 y`. */
function longSpan(ms: number): string {
  const days = Math.floor(ms / DAY);
  if (days < 100) return `${days}${NB}d${NB}${Math.floor((ms % DAY) / HOUR)}${NB}h`;
  return days < 2 * 365 ? `${days}${NB}d` : `${Math.floor(days / 365.25)}${NB}y`;
}

/** Waits: under an hour `m:ss`, under a day `5 h 12`, then `1 d 21 h`. */
export function waitSpan(ms: number): string {
  if (ms < HOUR) return minutes(ms);
  if (ms < DAY) return `${Math.floor(ms / HOUR)}${NB}h${NB}${two(Math.floor((ms % HOUR) / MINUTE))}`;
  return longSpan(ms);
}

/** In a sentence: `45 s`, `3 min`, `3 h 57 min`, `1 d 21 h`. */
export function daySpan(ms: number): string {
  if (ms < MINUTE) return `${Math.max(0, Math.floor(ms / SECOND))}${NB}s`;
  if (ms < HOUR) return `${Math.floor(ms / MINUTE)}${NB}min`;
  if (ms < DAY) return `${Math.floor(ms / HOUR)}${NB}h${NB}${Math.floor((ms % HOUR) / MINUTE)}${NB}min`;
  return longSpan(ms);
}

/** While it rings: `2 min 31 s`. */
export function spokenSpan(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / SECOND));
  if (seconds < 60) return `${seconds}${NB}s`;
  if (ms < HOUR) return `${Math.floor(seconds / 60)}${NB}min${NB}${seconds % 60}${NB}s`;
  return daySpan(ms);
}

/** How old a number is: `2 s`, `4 min old` where it is over a minute. */
export const age = (ms: number): string => daySpan(ms);

/** `18.2 k`, `6,840`. */
export function shortNumber(n: number): string {
  if (n < 10_000) return n.toLocaleString('en-GB');
  const [value, unit] = n < 1_000_000 ? [n / 1_000, 'k'] : [n / 1_000_000, 'M'];
  return `${value.toLocaleString('en-GB', { maximumFractionDigits: value < 100 ? 1 : 0 })}${NB}${unit}`;
}

/** Bytes, by thousands: `284 kB`. */
export function fileSize(bytes: number): string {
  if (bytes < 1_000) return `${bytes}${NB}B`;
  const [value, unit] = bytes < 1_000_000 ? [bytes / 1_000, 'kB'] : [bytes / 1_000_000, 'MB'];
  return `${value.toLocaleString('en-GB', { maximumFractionDigits: value < 10 ? 1 : 0 })}${NB}${unit}`;
}
