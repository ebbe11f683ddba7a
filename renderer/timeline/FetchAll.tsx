import { useShallow } from 'zustand/react/shallow';
import { connectionState, hasNetworkIn, useConnection } from '../stores/connection.ts';
import { attempt } from '../stores/failures.ts';
import { fetchSum, startFetch, stopFetch, useFetch } from '../stores/fetch.ts';
import { fetchWords, keepingWords } from '../text/keeping.ts';
import css from './Timeline.module.css';

/** False where the core has said that there is no connection. */
export const useHasNetwork = (): boolean => useConnection(hasNetworkIn);

type Props = {
  /** Customers of whom something is missing. */
  readonly customerIds: readonly string[];
};

/** Asks for all that is missing, says how far it is, and lets it be stopped. Without a network it says why it cannot. */
export function FetchAll({ customerIds }: Props) {
  const sum = useFetch(useShallow(state => fetchSum(state, customerIds)));
  const hasNetwork = useHasNetwork();
  const state = useConnection(connectionState);
  if (sum && sum.open > 0)
    return (
      <span className={css.fetching}>
        <span role="status">{fetchWords.running(sum.loaded, sum.left)}</span>
        <button
          type="button"
          className={css.markButton}
          onClick={() => void attempt(keepingWords.failures.stop, () => stopFetch(customerIds))}
        >
          {fetchWords.stop}
        </button>
      </span>
    );
  const fault = sum?.fault ? (fetchWords.faults[sum.fault] ?? fetchWords.failed) : null;
  return (
    <span className={css.fetching}>
      {fault ? (
        <span className={css.fault} role="status">
          {fault}
        </span>
      ) : null}
      <button
        type="button"
        className={css.markButton}
        aria-disabled={!hasNetwork}
        title={hasNetwork ? undefined : fetchWords.needsNetwork(state)}
        onClick={() => {
          if (hasNetwork) void attempt(keepingWords.failures.fetch, () => startFetch(customerIds));
        }}
      >
        {fetchWords.allOf(customerIds.length)}
      </button>
    </span>
  );
}
