import type { Handlers } from '../../../shared/contract/bridge.ts';
import { type Context, missing } from './context.ts';
import { openNarrow, readNarrow, readPicks } from './narrow.ts';
import { open, readPage } from './timeline.ts';

export const timelineHandlers = (context: Context) => {
  const { cache, file } = context;
  return {
    'customer.open': ({ customerId, caseId, at, limit }) => {
      context.reading(customerId);
      const ask = { customerId, around: at, limit };
      const filter = file.settings.filter();
      return caseId === undefined ? open(context, ask, filter) : openNarrow(context, { ...ask, caseId }, filter);
    },
    'timeline.page': ({ caseId, ...ask }) => {
      const filter = file.settings.filter();
      if (caseId !== undefined) return readNarrow(context, { ...ask, caseId }, filter);
      return cache.read(() => {
        if (!cache.customers.get(ask.customerId)) missing('customer');
        return readPage(context, ask, filter);
      });
    },
    'timeline.pick': ask => readPicks(context, ask, file.settings.filter()),
    'timeline.filter': ({ customerId, filter }) => {
      file.settings.keepFilter(filter);
      return open(context, { customerId, limit: 100 }, filter);
    },
    'timeline.older': ({ customerId }) => {
      context.reading(customerId);
      return context.loadOlder(customerId);
    },
    'email.html': ({ entryId }) => {
      if (!cache.entries.get(entryId)) missing('entry');
      return { html: cache.entries.html.get(entryId) };
    },
  } satisfies Partial<Handlers>;
};
