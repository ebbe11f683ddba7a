// Times as the screen writes them: 24 h in the agent's zone; lengths as "m:ss", "5 h 12", "1 d 21 h".
import { format, isSameDay, isSameYear, differenceInCalendarDays } from 'date-fns';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** `16:20`. */
export const clockTime = (at: number): string => format(at, 'HH:mm');
/** `14:02:07`. */
export const exactTime = (at: number): string => format(at, 'HH:mm:ss');
/** In full, for titles: `Wednesday 5 June 2024, 16:20:07`. */
export const momentTitle = (at: number): string => format(at, 'EEEE d MMMM yyyy, HH:mm:ss');

/** `2 Jun`, with the year when it is another one. */
export const shortDay = (at: number, now: number = Date.now()): string =>
  format(at, isSameYear(at, now) ? 'd MMM' : 'd MMM yyyy');

/** Today a time, within the week `Wed 16:20`, else the day. */
export function shortMoment(at: number, now: number = Date.now()): string {
  if (isSameDay(at, now)) return clockTime(at);
  return Math.abs(differenceInCalendarDays(now, at)) < 7 ? format(at, 'EEE HH:mm') : shortDay(at, now);
}

/** Head of a day: `Today, Thursday 6 June`, `Tuesday 4 June`, with the year when it is another one. */
export function dayTitle(at: number, now: number): string {
  const days = differenceInCalendarDays(now, at);
  const day = format(at, isSameYear(at, now) ? 'EEEE d MMMM' : 'EEEE d MMMM yyyy');
  if (days === 0) return `Today, ${day}`;
  return days === 1 ? `Yesterday, ${day}` : day;
}

/** For an accessible label: `2 June 19:42`. */
export const spokenMoment = (at: number, now: number = Date.now()): string =>
  format(at, isSameYear(at, now) ? 'd MMMM HH:mm' : 'd MMMM yyyy HH:mm');

/** A length in milliseconds as `m:ss`, or `h:mm:ss` from an hour on. Negative counts as 0. */
export function minutes(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const ss = String(seconds % 60).padStart(2, '0');
  const all = Math.floor(seconds / 60);
  return all < 60 ? `${all}:${ss}` : `${Math.floor(all / 60)}:${String(all % 60).padStart(2, '0')}:${ss}`;
}

/** Clock of a live call or a state: `00:04:12`. */
export function runningClock(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const part = (value: number) => String(value).padStart(2, '0');
  return `${part(Math.floor(seconds / 3600))}:${part(Math.floor(seconds / 60) % 60)}:${part(seconds % 60)}`;
}

/** A length in milliseconds: `0:42` under an hour, `5 h 12` under a day, then `1 d 21 h`. */
export function daySpan(ms: number): string {
  if (ms < HOUR) return minutes(ms);
  if (ms < DAY) return `${Math.floor(ms / HOUR)} h ${String(Math.floor((ms % HOUR) / MINUTE)).padStart(2, '0')}`;
  return `${Math.floor(ms / DAY)} d ${Math.floor((ms % DAY) / HOUR)} h`;
}

/** An age: `2 s`, `4 min`, `5 h 12`, `1 d 21 h`. */
export function age(ms: number): string {
  if (ms < MINUTE) return `${Math.max(0, Math.floor(ms / 1000))} s`;
  return ms < HOUR ? `${Math.floor(ms / MINUTE)} min` : daySpan(ms);
}

/** `284 kB`, `1.2 MB`; decimal units. */
export function fileSize(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  return bytes < 1_000_000 ? `${Math.round(bytes / 1_000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** `6,840`, `18.2 k`, `1.3 m`. */
export function shortNumber(value: number): string {
  if (value < 10_000) return value.toLocaleString('en-GB');
  return value < 1_000_000 ? `${(value / 1_000).toFixed(1)} k` : `${(value / 1_000_000).toFixed(1)} m`;
}
