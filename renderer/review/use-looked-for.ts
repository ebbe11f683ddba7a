import { useMemo } from 'react';
import { type Group, groupsOf } from '../../shared/domain/search/groups.ts';
import { parseQuery } from '../../shared/domain/search/query.ts';
import { useSearch } from '../stores/search.ts';

/** Days are of filters alone, and these are not marked. */
const ANY_DAY = { now: 0, zone: 'UTC' };

/** What was looked for, to be marked where it stands. */
export function useLookedFor(): readonly Group[] {
  const asked = useSearch(state => state.asked);
  return useMemo(() => groupsOf(parseQuery(asked, ANY_DAY).terms), [asked]);
}
