export type BackOff = { readonly firstMs: number; readonly longestMs: number };

/** Milliseconds to wait before attempt `attempt` (0: the first repeat): doubling, half of it left to chance. */
export function backOff(attempt: number, random: number, { firstMs, longestMs }: BackOff): number {
  const full = Math.min(longestMs, firstMs * 2 ** Math.min(attempt, 30));
  return Math.round(full / 2 + (full / 2) * random);
}
