// Searches kept on this desk: those with a name, and the last ones that were used.
import { create } from 'zustand';
import type { Searches } from '../../shared/contract/bridge/searches.ts';
import { LONGEST_QUERY } from '../../shared/domain/search/query.ts';
import { Fault } from '../../shared/lib/fault.ts';
import { logger } from '../../shared/lib/log.ts';
import { bridge } from '../bridge/bridge.ts';
import { reloader, unlessOffline } from './load.ts';

type Kept = Searches & {
  /** A name is asked for: of a search that is to be kept, or of one that is to be called otherwise. */
  readonly naming: {
    readonly query: string;
    readonly of: { readonly id: string; readonly name: string } | null;
  } | null;
};

const log = logger('screen');
export const useSearches = create<Kept>()(() => ({ saved: [], recent: [], naming: null }));

export const loadSearches = reloader(
  async () => useSearches.setState(await bridge.call('searches.read', {})),
  unlessOffline,
);

export const askName = (naming: Kept['naming']): void => useSearches.setState({ naming });

export const saveSearch = async (name: string, query: string): Promise<void> =>
  useSearches.setState(await bridge.call('searches.save', { name, query: query.slice(0, LONGEST_QUERY).trim() }));
export const renameSearch = async (id: string, name: string): Promise<void> =>
  useSearches.setState(await bridge.call('searches.rename', { id, name }));
export const removeSearch = async (id: string): Promise<void> =>
  useSearches.setState(await bridge.call('searches.remove', { id }));
export const forgetSearch = async (query: string | null): Promise<void> =>
  useSearches.setState(await bridge.call('searches.forget', { query }));

/** It was used. Nobody asked for this to be kept, so nobody is told when it cannot be. */
export function rememberSearch(query: string): void {
  const words = query.trim();
  if (words === '' || words.length > LONGEST_QUERY || useSearches.getState().recent[0] === words) return;
  bridge.call('searches.remember', { query: words }).then(
    kept => useSearches.setState(kept),
    (error: unknown) => log.warn('search.not-remembered', { code: Fault.from(error).code }, error),
  );
}
