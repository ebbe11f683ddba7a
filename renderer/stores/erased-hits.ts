// What a search has found of a customer who was erased since stands where it stood, and says nothing any more.
import type { SearchHit } from '../../shared/contract/bridge.ts';
import { erasureWords } from '../text/erasure.ts';
import { useReading } from './reading.ts';
import { useSearch } from './search.ts';

const isOf =
  (customerId: string) =>
  ({ entry }: SearchHit): boolean =>
    entry.customerId === customerId;

const emptied = (hit: SearchHit): SearchHit => ({
  ...hit,
  entry: { ...hit.entry, text: '' },
  customerName: erasureWords.nameless,
  caseSubject: null,
  caseState: null,
  caseClosedAt: null,
  snippet: erasureWords.hit,
  marks: [],
});

/** Found, or kept beside. */
export const hasHitsOf = (customerId: string): boolean =>
  [...(useSearch.getState().found?.hits ?? []), ...useReading.getState().beside].some(isOf(customerId));

export function emptyHits(customerId: string): void {
  const empty = (hit: SearchHit): SearchHit => (isOf(customerId)(hit) ? emptied(hit) : hit);
  useSearch.setState(({ found }) => ({ found: found && { ...found, hits: found.hits.map(empty) } }));
  useReading.setState(({ beside }) => ({ beside: beside.map(empty) }));
}
