// Search hits within text, as the index finds them: words, phrases, numbers in any notation.
import type { Group } from '../../shared/domain/search/groups.ts';
import { marksIn } from '../../shared/domain/search/marks-in.ts';

export type Run = { text: string; hit: boolean };
/** Half-open, in UTF-16 code units. */
export type Range = readonly [from: number, to: number];

export const hitsIn = (text: string, groups: readonly Group[]): readonly Range[] =>
  groups.length === 0 ? [] : Array.from(marksIn(text, groups));

export const holdsHit = (text: string, groups: readonly Group[]): boolean => !marksIn(text, groups).next().done;

/** Cuts the part of a text that begins at `start` into runs that are a hit or not; joined they are the part again. */
export function runsOf(part: string, start: number, hits: readonly Range[]): readonly Run[] {
  const runs: Run[] = [];
  let done = 0;
  for (const [from, to] of hits) {
    const [a, b] = [Math.max(done, from - start), Math.min(part.length, to - start)];
    if (b <= a) continue;
    if (a > done) runs.push({ text: part.slice(done, a), hit: false });
    runs.push({ text: part.slice(a, b), hit: true });
    done = b;
  }
  if (done < part.length || runs.length === 0) runs.push({ text: part.slice(done), hit: false });
  return runs;
}
