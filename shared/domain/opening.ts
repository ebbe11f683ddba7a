// Whether a queue is served at a moment, and when it opens next, in its own zone. Pure; see `hours.ts` for the records.
import type { Hours, Served } from './hours.ts';
import type { Channel } from './primitives.ts';
import type { Queue } from './work.ts';

type Span = Hours['week'][number][number];
/** A local day, as `2026-03-29`. */
type Day = string;

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** Days looked ahead for an opening. */
const AHEAD = 366;

const formats = new Map<string, Intl.DateTimeFormat>();
function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const parts = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' } as const;
  const format = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hourCycle: 'h23', second: '2-digit', ...parts });
  formats.set(zone, format);
  return format;
}

/** What clocks and calendars in the zone show, as if it were UTC: milliseconds. */
export function localOf(zone: string, at: number): number {
  const parts = Object.fromEntries(
    formatOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

export const dayOf = (local: number): Day => new Date(local).toISOString().slice(0, 10);
export const startOf = (day: Day): number => Date.parse(`${day}T00:00:00Z`);
const nextDay = (day: Day): Day => dayOf(startOf(day) + DAY);

function spansOf({ week, holidays }: Hours, day: Day): readonly Span[] {
  const special = holidays.find(({ date }) => date === day);
  // getUTCDay counts from Sunday, `week` from Monday.
  return special?.spans ?? week[(new Date(startOf(day)).getUTCDay() + 6) % 7] ?? [];
}

/** Open from `from` up to, and not including, `to`. */
export function isOpen(hours: Hours, at: number): boolean {
  const local = localOf(hours.zone, at);
  const day = dayOf(local);
  const minutes = (local - startOf(day)) / MINUTE;
  return spansOf(hours, day).some(({ from, to }) => minutes >= from && minutes < to);
}

/**
 * The first moment at or after which clocks of the zone show this; where they skip it (summer time begins), the moment
 * they skip to; where they show it twice, the first.
 */
export function momentOf(zone: string, local: number): number {
  const guesses = [local - DAY, local + DAY].map(near => local - (localOf(zone, near) - near));
  const first = Math.min(...guesses);
  const last = Math.max(...guesses);
  if (localOf(zone, first) === local) return first;
  if (localOf(zone, last) === local) return last;
  return skippedTo(zone, first, last, local);
}

/** Between the two lies the change of the clocks: halved until it is found, to the minute. */
function skippedTo(zone: string, first: number, last: number, local: number): number {
  let [before, after] = [first, last];
  while (after - before > MINUTE) {
    const middle = before + Math.floor((after - before) / 2 / MINUTE) * MINUTE;
    if (localOf(zone, middle) < local) before = middle;
    else after = middle;
  }
  return after;
}

/** When it opens next; now, where it is open; null: not within a year. Milliseconds. */
export function nextOpening(hours: Hours, at: number): number | null {
  if (isOpen(hours, at)) return at;
  let day = dayOf(localOf(hours.zone, at));
  for (let ahead = 0; ahead <= AHEAD; ahead += 1) {
    const starts = spansOf(hours, day).filter(({ from, to }) => to > from);
    const moments = starts
      .map(({ from }) => momentOf(hours.zone, startOf(day) + from * MINUTE))
      .filter(one => one > at);
    // A span that the change of the clocks swallows whole does not open.
    const open = moments.filter(one => isOpen(hours, one));
    if (open.length > 0) return Math.min(...open);
    day = nextDay(day);
  }
  return null;
}

/** When what is open now closes; null: it is closed, or does not close within a year. Milliseconds. */
export function nextClosing(hours: Hours, at: number): number | null {
  if (!isOpen(hours, at)) return null;
  let day = dayOf(localOf(hours.zone, at));
  for (let ahead = 0; ahead <= AHEAD; ahead += 1) {
    const ends = spansOf(hours, day)
      .map(({ to }) => momentOf(hours.zone, startOf(day) + to * MINUTE))
      // One that another span goes on from is no closing.
      .filter(end => end > at && !isOpen(hours, end));
    if (ends.length > 0) return Math.min(...ends);
    day = nextDay(day);
  }
  return null;
}

const NOTHING_OUTSIDE: Served['outside'] = { serve: false, reply: null };

type Rules = Pick<Queue, 'hours' | 'outside' | 'byChannel'>;

/** The queue's own rule. A queue that was stored before there were any has none. */
export const servedIn = ({ hours, outside }: Rules): Served => ({
  hours: hours ?? null,
  outside: outside ?? NOTHING_OUTSIDE,
});

/** What goes for a channel of a queue: its own rule, which wins, or the queue's. */
export const servedOn = (queue: Rules, channel: Channel): Served => queue.byChannel?.[channel] ?? servedIn(queue);

/** Its work waits for the opening. */
export const waitsAt = ({ hours, outside }: Served, at: number): boolean =>
  hours !== null && !outside.serve && !isOpen(hours, at);

/** Null: round the clock, or open now. */
export const closedAt = (hours: Hours | null, at: number): { opensAt: number | null } | null =>
  hours === null || isOpen(hours, at) ? null : { opensAt: nextOpening(hours, at) };
