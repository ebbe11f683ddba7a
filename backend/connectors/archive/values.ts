// Numbers and times as archives write them.
import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js';

/** E.164 where the region makes it a possible number; else as written, and the intake compares it as it can. */
export function phoneIn(written: string, region: CountryCode | null): string {
  const parsed = region === null ? undefined : parsePhoneNumberFromString(written, region);
  return parsed?.isPossible() ? parsed.number : written;
}

/** `2017-03-27`, `27-03-2017` or `27/03/2017`: midnight UTC in milliseconds; null when it is no date. */
export function dayOf(text: string): number | null {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  const european = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/.exec(text);
  const [year, month, day] = iso ? iso.slice(1) : european ? european.slice(1).toReversed() : [];
  if (year === undefined) return null;
  const ms = Date.UTC(Number(year), Number(month) - 1, Number(day));
  const back = new Date(ms);
  return back.getUTCMonth() === Number(month) - 1 && back.getUTCDate() === Number(day) ? ms : null;
}

/** `00:12:37` in milliseconds; null when it is no such time. */
export function clockOf(text: string): number | null {
  const [, hours, minutes, seconds] = /^(\d{1,3}):([0-5]\d):([0-5]\d)$/.exec(text) ?? [];
  if (hours === undefined) return null;
  return ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1_000;
}

/**
 * The time of day, in milliseconds UTC, of what the archive has the day only of: noon is on that day in every zone from
 * UTC-12 to UTC+11, while midnight is on the day before in all that are west of UTC.
 */
export const NOON = 12 * 3_600_000;

/** A day as `dayOf` reads it, at noon. */
export function noonOf(text: string): number | null {
  const day = dayOf(text);
  return day === null ? null : day + NOON;
}

/**
 * Any notation with a zone that the platform reads, e.g. `Tue Oct 31 22:10:47 +0000 2017`; without a zone it is UTC, and
 * without a time of day it is noon.
 */
export function momentOf(text: string): number | null {
  const zoned = /(?:Z|UTC|GMT|[+-]\d\d:?\d\d)(?:\s\d{4})?$/i.test(text) ? text : `${text}Z`;
  const ms = Date.parse(zoned);
  if (!Number.isFinite(ms) || ms < 0) return null;
  return /\d:\d\d/.test(text) ? ms : ms + NOON;
}
