import { methods } from '../../../shared/contract/bridge.ts';
import { searchHandlers } from '../bridge/search-handlers.ts';
import type { Context } from '../bridge/context.ts';
import type { ExportSetting } from './ask.ts';

/** What the screen would be shown, page by page: an export of a search holds the hits that the agent has seen. */
export function searchPages(context: Pick<Context, 'cache' | 'clock'>): ExportSetting['search'] {
  const handlers = searchHandlers(context as Context);
  const { input } = methods['history.search'];
  return async (query, zone, before, limit) => {
    const { hits, next } = await handlers['history.search'](input.parse({ query, zone, before, limit }));
    return { ids: hits.map(({ entry }) => entry.id), next };
  };
}
