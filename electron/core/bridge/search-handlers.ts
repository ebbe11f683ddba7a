import type { Handlers, Place, SearchHit } from '../../../shared/contract/bridge.ts';
import type { Entry } from '../../../shared/domain/entry.ts';
import type { Cache } from '../cache/cache.ts';
import { matchOf, type Phrase, phrasesOf, termsOf } from '../cache/query.ts';
import { snippetOf } from '../cache/snippet.ts';
import { partsOf } from '../cache/words.ts';
import type { Context } from './context.ts';

export const searchHandlers = ({ cache, clock }: Context) =>
  ({
    'history.search': ({ query, before, limit }) => {
      const started = clock.monotonic();
      const phrases = phrasesOf(query);
      const match = matchOf(phrases);
      return cache.read(() => {
        const found = match === null ? { entries: [], more: false } : cache.entries.search.find(match, before, limit);
        return {
          hits: found.entries.map(entry => hitOf(cache, entry, phrases)),
          more: found.more,
          next: found.more ? placeOf(found.entries.at(-1)!) : null,
          total: { count: found.entries.length, exact: before === null && !found.more },
          ranked: null,
          unknown: [],
          unindexed: 0,
          terms: termsOf(phrases),
          searched: cache.entries.places.count(),
          from: cache.entries.places.oldestAt(),
          incompleteCustomers: cache.completeness.incompleteCustomers(),
          ms: clock.monotonic() - started,
        };
      });
    },
    'history.complete': () => ({ values: [] }),
  }) satisfies Partial<Handlers>;

const placeOf = ({ at, id }: Entry): Place => ({ at, id });

function hitOf(cache: Cache, entry: Entry, phrases: readonly Phrase[]): SearchHit {
  const matter = cache.cases.get(entry.caseId);
  return {
    entry,
    customerName: cache.customers.get(entry.customerId)?.name ?? '',
    caseNumber: matter?.number ?? null,
    caseSubject: matter?.subject ?? null,
    caseState: matter?.state ?? null,
    caseClosedAt: matter?.closedAt ?? null,
    ...snippetOf(partsOf(entry), phrases),
  };
}
