// Times of a story: days before today and the hour on the company's wall, or minutes before now.
import type { When } from './notation.ts';

/** Larkwing's desks stand in Manchester. */
export const COMPANY_ZONE = 'Europe/London';
const DAY = 86_400_000;

/** Milliseconds that the zone is ahead of UTC at that moment. */
function offsetAt(at: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hourCycle: 'h23', ...WHOLE }).formatToParts(at);
  const part = (type: string) => Number(parts.find(one => one.type === type)!.value);
  const wall = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return wall - Math.floor(at / 1_000) * 1_000;
}

const WHOLE = {
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
  second: 'numeric',
} as const;

/** Milliseconds since the epoch. Today's hours would lie in the future in the morning, so stories use days before today. */
export function timeOf(when: When, now: number, zone: string = COMPANY_ZONE): number {
  if ('minutesAgo' in when) return now - when.minutesAgo * 60_000;
  const midnight = Math.floor((now + offsetAt(now, zone)) / DAY) * DAY;
  const [hours, minutes] = when.clock.split(':').map(Number);
  const wall = midnight + when.day * DAY + (hours! * 60 + minutes!) * 60_000;
  return wall - offsetAt(wall - offsetAt(wall, zone), zone);
}

const PLACEHOLDER = /\[\[(day|date|clock) ([+-]?\d+)\]\]/g;

/** `[[day -1]]` is a weekday, `[[date -20]]` a date, `[[clock +38]]` the hour so many minutes from now, as people say them. */
export function fillTimes(text: string, now: number, language: string, zone: string = COMPANY_ZONE): string {
  return text.replace(PLACEHOLDER, (_all, kind: string, amount: string) => {
    const at =
      kind === 'clock' ? now + Number(amount) * 60_000 : timeOf({ day: Number(amount), clock: '12:00' }, now, zone);
    const locale = language === 'en' ? 'en-GB' : language;
    return new Intl.DateTimeFormat(locale, { timeZone: zone, ...SHAPES[kind as keyof typeof SHAPES] }).format(at);
  });
}

const SHAPES = {
  day: { weekday: 'long' },
  date: { day: 'numeric', month: 'long' },
  clock: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
} as const;
