import { useEffect, useMemo } from 'react';
import type { SearchQuery } from '../../shared/domain/search/query.ts';
import { caseOf } from '../stores/hit-order.ts';
import { type Found, runSearch, useSearch } from '../stores/search.ts';
import { useFetch } from '../stores/fetch.ts';
import { reviewWords } from '../text/review.ts';
import { shortDay } from '../text/time.ts';
import { FetchAll, useHasNetwork } from '../timeline/FetchAll.tsx';
import { Icon } from '../ui/Icon.tsx';
import { BroughtLine } from './BroughtLine.tsx';
import { LookBeyond } from './LookBeyond.tsx';
import { remarksOf } from './query-marks.ts';
import css from './ReviewView.module.css';

/** Milliseconds after which a search is asked again that an unfinished index could not answer whole. */
const AGAIN = 2_000;
/** Customers for whom older history is asked at once. */
const MOST_CUSTOMERS = 500;

/** What the index did not know, or what has been fetched since, is found without a key. */
function useFreshResults(found: Found | null): void {
  const isMaking = (found?.unindexed ?? 0) > 0;
  const isFetching = useFetch(state => state.running);
  useEffect(() => {
    if (!isMaking) return undefined;
    const timer = setInterval(() => void runSearch(), AGAIN);
    return () => clearInterval(timer);
  }, [isMaking]);
  useEffect(() => {
    if (!isFetching) return undefined;
    return () => void runSearch();
  }, [isFetching]);
}

/** Under the field: how many, and what of the words was not looked for as it is written. */
export function Remarks({ text, parsed }: { readonly text: string; readonly parsed: SearchQuery }) {
  const remarks = useMemo(() => remarksOf(text, parsed), [text, parsed]);
  return (
    <div role="status">
      {remarks.map(remark => (
        <p key={remark} className={css.remark}>
          <Icon name="info" size="sm" />
          <span dir="auto">{remark}</span>
        </p>
      ))}
    </div>
  );
}

/** How many: said politely with each answer. */
export function Count() {
  const found = useSearch(state => state.found);
  const fault = useSearch(state => state.fault);
  const cases = useMemo(() => (found && !found.more ? new Set(found.hits.map(caseOf)).size : null), [found]);
  if (fault)
    return (
      <p className={css.fault} role="alert">
        {reviewWords.failed(fault)}
      </p>
    );
  return (
    <p className={css.count} role="status">
      {found ? reviewWords.hits(found.total, found.ranked || found.hits.length === 0 ? null : cases) : null}
    </p>
  );
}

/** What was searched: said at all times, because what is not here cannot be found. */
export function Searched({ found }: { readonly found: Found }) {
  useFreshResults(found);
  const hasNetwork = useHasNetwork();
  const customers = useMemo(
    () => [...new Set(found.hits.map(({ entry }) => entry.customerId))].slice(0, MOST_CUSTOMERS),
    [found],
  );
  const from = found.from === null ? null : shortDay(found.from);
  return (
    <div className={css.state}>
      {hasNetwork ? null : (
        <>
          <span>{reviewWords.offline}</span>
          <span>{reviewWords.unknownBeyond}</span>
        </>
      )}
      {found.ranked ? <span>{reviewWords.ranked(found.ranked)}</span> : null}
      {found.bounded.length > 0 ? <span role="status">{reviewWords.bounded(found.bounded)}</span> : null}
      {found.unindexed > 0 ? <span role="status">{reviewWords.unindexed(found.unindexed)}</span> : null}
      <span>
        {reviewWords.searched(found.searched, from)} {reviewWords.missing(found.incompleteCustomers, found.customers)}
      </span>
      {found.incompleteCustomers > 0 && customers.length > 0 ? <FetchAll customerIds={customers} /> : null}
      <BroughtLine />
      {hasNetwork && found.hits.length > 0 ? <LookBeyond /> : null}
    </div>
  );
}
