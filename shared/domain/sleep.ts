// A machine that slept and a clock that was put forward look alike from inside. Desk and backend judge by this one rule.
import * as z from 'zod';
import { timeSchema } from './primitives.ts';

/** The least that counts as having slept, milliseconds. */
export const SLEPT = 30_000;

/** What a desk knows of a pause since it was last connected. Milliseconds. */
export const pausedSchema = z.object({
  /** By its wall clock. */
  wallMs: z.number(),
  /** By the clock that does not jump, and that some systems stop in a sleep. */
  monotonicMs: z.number(),
  /** Backend's clock minus the desk's, as of the session before. */
  skewMs: z.number(),
  /** The desk's wall clock as it says this. */
  now: timeSchema,
});
export type Paused = z.infer<typeof pausedSchema>;

/** What a pause was; `skew`: by how much backend's clock minus the desk's has changed over it. */
export function whatWas(pause: { wall: number; monotonic: number; skew: number }): 'nothing' | 'sleep' | 'clock' {
  if (pause.monotonic >= SLEPT) return 'sleep';
  if (pause.wall < SLEPT) return 'nothing';
  return Math.abs(pause.skew) > pause.wall / 2 ? 'clock' : 'sleep';
}

/** `backendNow`: when the desk says so, by the backend's clock. */
export const hasSlept = ({ wallMs, monotonicMs, skewMs, now }: Paused, backendNow: number): boolean =>
  whatWas({ wall: wallMs, monotonic: monotonicMs, skew: backendNow - now - skewMs }) === 'sleep';
