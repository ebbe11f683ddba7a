// A code given out for a case, e.g. `4821-77`: whoever brings it, on any channel, speaks of that case.
import * as z from 'zod';
import type { Entry } from './entry.ts';
import { lineSchema, timeSchema } from './primitives.ts';

/** Milliseconds a code lives. */
export const CODE_LIFETIME = 72 * 3_600_000;

/** A code that is good until `expiresAt`, by the backend's clock. */
export const givenCodeSchema = z.object({ code: lineSchema, expiresAt: timeSchema });
export type GivenCode = z.infer<typeof givenCodeSchema>;

/** The newest code of a case among the entries that is good at `now`; null: none. `entries` in any order. */
export function goodCode(entries: readonly Entry[], caseId: string, now: number): GivenCode | null {
  let good: GivenCode | null = null;
  for (const entry of entries) {
    if (
      entry.caseId !== caseId ||
      entry.kind !== 'event' ||
      entry.event.name !== 'code.given' ||
      entry.event.detail === null
    )
      continue;
    const expiresAt = entry.at + CODE_LIFETIME;
    if (expiresAt > now && expiresAt > (good?.expiresAt ?? 0)) good = { code: entry.event.detail, expiresAt };
  }
  return good;
}
