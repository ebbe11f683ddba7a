// What is read in Review outlives the page: loaded anew, it shows the same search, hit and cases.
import { LONGEST_QUERY } from '../../shared/domain/search/query.ts';
import { Fault } from '../../shared/lib/fault.ts';
import { logger } from '../../shared/lib/log.ts';
import { bridge } from '../bridge/bridge.ts';
import { useReading } from './reading.ts';
import { runSearch, useSearch } from './search.ts';

const log = logger('screen');
/** Nobody asked for it, so nobody is told where it cannot be kept or read. */
const quietly = (doing: Promise<unknown>): void =>
  void doing.catch((error: unknown) => log.warn('reading.not-kept', { code: Fault.from(error).code }, error));

type Place = { readonly query: string; readonly openId: string | null; readonly beside: readonly string[] };

function placeNow(): Place {
  const { asked, openId } = useSearch.getState();
  return {
    query: asked.slice(0, LONGEST_QUERY),
    openId,
    beside: useReading.getState().beside.map(({ entry }) => entry.id),
  };
}

async function readAgain(): Promise<void> {
  const { query, openId, beside } = await bridge.call('reading.read', {});
  // Whoever has begun to search meanwhile goes on.
  if (query === '' || useSearch.getState().query !== '') return;
  useReading.setState({ beside });
  useSearch.setState({ query, openId });
  await runSearch();
}

/** Ends by the function that is returned. */
export function keepReading(): () => void {
  let kept = JSON.stringify(placeNow());
  const keep = (): void => {
    const place = placeNow();
    const now = JSON.stringify(place);
    if (now === kept) return;
    kept = now;
    quietly(bridge.call('reading.keep', { ...place, beside: [...place.beside] }));
  };
  const ends = [useSearch.subscribe(keep), useReading.subscribe(keep)];
  quietly(readAgain());
  return () => ends.forEach(end => end());
}
