import type { Handlers } from '../../../shared/contract/bridge.ts';
import type { Searches } from '../../../shared/contract/bridge/searches.ts';
import { uuidv7 } from '../../../shared/lib/ids.ts';
import {
  keptSearches,
  renamed,
  withoutRecent,
  withoutSaved,
  withRecent,
  withSaved,
} from '../cache/search/kept-searches.ts';
import type { Context } from './context.ts';

/** In the outbox's file, beside the settings: a refilled cache does not forget them, and nothing sends them. */
export function searchesHandlers({ file, clock }: Context) {
  const { searches } = file.settings;
  const change = (by: (before: Searches) => Searches): Searches => {
    const after = by(keptSearches(searches.read()));
    searches.write(after);
    return after;
  };
  return {
    'searches.read': () => keptSearches(searches.read()),
    'searches.save': ({ name, query }) => change(before => withSaved(before, uuidv7(clock.now()), name, query)),
    'searches.rename': ({ id, name }) => change(before => renamed(before, id, name)),
    'searches.remove': ({ id }) => change(before => withoutSaved(before, id)),
    'searches.remember': ({ query }) => change(before => withRecent(before, query)),
    'searches.forget': ({ query }) => change(before => withoutRecent(before, query)),
  } satisfies Partial<Handlers>;
}
