// How hits stand in their list. Pure.
import type { SearchHit, Settings } from '../../shared/contract/bridge.ts';

export type HitOrder = Settings['hitOrder'];
/** Hits that stand together under the name of their case. */
export type HitGroup = { readonly id: string; readonly hits: readonly SearchHit[] };

export const caseOf = ({ entry }: SearchHit): string => `${entry.customerId} ${entry.caseId}`;

/** Every case once, the one with the newest hit first; within it the newest hit first. Hits as a whole are not in order. */
function byCase(hits: readonly SearchHit[]): readonly HitGroup[] {
  const cases = Map.groupBy(hits, caseOf);
  return [...cases].map(([id, list]) => ({ id, hits: list }));
}

/** As the core gave them, by time or by how well they fit: a case comes again when its further hits do. */
function asGiven(hits: readonly SearchHit[]): readonly HitGroup[] {
  const groups: { id: string; hits: SearchHit[] }[] = [];
  for (const hit of hits) {
    const last = groups.at(-1);
    if (last?.hits[0] && caseOf(last.hits[0]) === caseOf(hit)) last.hits.push(hit);
    else groups.push({ id: hit.entry.id, hits: [hit] });
  }
  return groups;
}

export const grouped = (hits: readonly SearchHit[], order: HitOrder): readonly HitGroup[] =>
  order === 'case' ? byCase(hits) : asGiven(hits);

/** The hits in the order in which they stand on the screen. */
export const ordered = (hits: readonly SearchHit[], order: HitOrder): readonly SearchHit[] =>
  order === 'case' ? grouped(hits, order).flatMap(group => group.hits) : hits;
