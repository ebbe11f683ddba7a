// Whose history is loaded ahead, decided from counts and times alone.
import { cutoffOf, type Keep } from '../cache/keeping/keep-policy.ts';

/**
 * Why somebody may be needed. `waiting`: in a queue that the agent serves, or held by them: the telephone may ring for them
 * next. `pinned`: the agent wants them here. `brought`: for a review. `open`: a case is open. `recent`: heard of lately.
 */
export const WHY = ['waiting', 'pinned', 'open', 'brought', 'recent'] as const;
export type Why = (typeof WHY)[number];

/** `at`: who waits, since when; otherwise when they were last heard of, to some days. */
export type Candidate = { readonly customerId: string; readonly why: Why; readonly at: number };

/** What is here of a customer: see `Reach`. `have`: entries. */
export type Held = {
  readonly have: number;
  readonly older: number;
  readonly reachedAt: number | null;
  readonly nextAt: number | null;
};

/** Who waits longest comes first, of the others who was heard of last. A customer stands once, by the best reason. */
export function fillOrder(candidates: readonly Candidate[]): Candidate[] {
  const sorted = candidates.toSorted(
    (a, b) =>
      WHY.indexOf(a.why) - WHY.indexOf(b.why) ||
      (a.why === 'waiting' ? a.at - b.at : b.at - a.at) ||
      (a.customerId < b.customerId ? -1 : 1),
  );
  const seen = new Set<string>();
  return sorted.filter(({ customerId }) => !seen.has(customerId) && seen.add(customerId));
}

/** All of their history is wanted, however old. */
export const isWhole = (why: Why): boolean => why === 'pinned' || why === 'brought';

/**
 * True where another page may be loaded unasked: something is missing, the bound is not reached, and nothing of it would be
 * given up again for its age. What is pinned or brought has neither bound nor age.
 */
export function mayFill(why: Why, { have, older, reachedAt, nextAt }: Held, keep: Keep, now: number): boolean {
  if (older === 0 || keep.fillEntries === 0) return false;
  if (isWhole(why)) return true;
  const cutoff = cutoffOf(keep, now);
  return have < keep.fillEntries && (reachedAt ?? Infinity) > cutoff && (nextAt ?? Infinity) > cutoff;
}
