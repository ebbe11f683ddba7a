// When a shift begins and ends, by the team's own clocks. Pure.
import * as z from 'zod';
import { dayOf, localOf, momentOf, startOf } from './opening.ts';

export const shiftPolicySchema = z.object({
  /** IANA, e.g. `Europe/London`. */
  zone: z.string().min(1).max(60),
  /** Minutes after local midnight at which one begins, every day; it ends when the next one begins. */
  starts: z.array(z.number().int().min(0).max(1_439)).min(1).max(24),
});
export type ShiftPolicy = z.infer<typeof shiftPolicySchema>;

/** `[from, to)`, milliseconds. `from` names it: everybody who is there at a moment is in the same one. */
export type Shift = { readonly from: number; readonly to: number };

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** The shift of a moment. Where the clocks change it is an hour shorter or longer; a beginning they skip is at the skip. */
export function shiftAt({ zone, starts }: ShiftPolicy, at: number): Shift {
  const today = startOf(dayOf(localOf(zone, at)));
  const moments = [-2, -1, 0, 1, 2].flatMap(days =>
    starts.map(minutes => momentOf(zone, today + days * DAY + minutes * MINUTE)),
  );
  return {
    from: Math.max(...moments.filter(moment => moment <= at)),
    to: Math.min(...moments.filter(moment => moment > at)),
  };
}

/** What a clock of the zone shows, e.g. `22:00`. */
export const clockIn = (zone: string, at: number): string => new Date(localOf(zone, at)).toISOString().slice(11, 16);
