import { MOST_RECENT, MOST_SAVED, type Searches, searchesSchema } from '../../../../shared/contract/bridge/searches.ts';
import { Fault } from '../../../../shared/lib/fault.ts';

/** An older or newer program's record still reads: what does not fit becomes nothing. */
export function keptSearches(kept: unknown): Searches {
  const parsed = searchesSchema.safeParse(kept ?? {});
  return parsed.success ? parsed.data : searchesSchema.parse({});
}

const isNamed = (a: string, b: string): boolean => a.toLocaleLowerCase() === b.toLocaleLowerCase();

/** Under a name that is there already, whatever its case, the query is replaced. `too-large`: there are enough. */
export function withSaved(searches: Searches, id: string, name: string, query: string): Searches {
  const there = searches.saved.some(one => isNamed(one.name, name));
  if (!there && searches.saved.length >= MOST_SAVED) throw new Fault('too-large', 'no more searches are kept');
  const saved = there
    ? searches.saved.map(one => (isNamed(one.name, name) ? { ...one, name, query } : one))
    : [...searches.saved, { id, name, query }];
  return { ...searches, saved };
}

/** `conflict`: another one has that name. */
export function renamed(searches: Searches, id: string, name: string): Searches {
  if (!searches.saved.some(one => one.id === id)) throw new Fault('not-found', 'no such search');
  if (searches.saved.some(one => one.id !== id && isNamed(one.name, name)))
    throw new Fault('conflict', 'another search has that name');
  return { ...searches, saved: searches.saved.map(one => (one.id === id ? { ...one, name } : one)) };
}

export const withoutSaved = (searches: Searches, id: string): Searches => ({
  ...searches,
  saved: searches.saved.filter(one => one.id !== id),
});

/** It comes first; what falls off the end is forgotten. */
export const withRecent = (searches: Searches, query: string): Searches => ({
  ...searches,
  recent: [query, ...searches.recent.filter(one => one !== query)].slice(0, MOST_RECENT),
});

/** Null: none is left. */
export const withoutRecent = (searches: Searches, query: string | null): Searches => ({
  ...searches,
  recent: query === null ? [] : searches.recent.filter(one => one !== query),
});
