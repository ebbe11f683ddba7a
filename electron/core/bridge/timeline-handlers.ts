import type { Handlers } from '../../../shared/contract/bridge.ts';
import { type Context, missing } from './context.ts';
import { open, readPage } from './timeline.ts';

export const timelineHandlers = (context: Context) => {
  const { cache, file } = context;
  return {
    'customer.open': ({ customerId, at, limit }) => {
      context.reading(customerId);
      return open(context, { customerId, around: at, limit }, file.settings.filter());
    },
    'timeline.page': ask =>
      cache.read(() => {
        if (!cache.customers.get(ask.customerId)) missing('customer');
        return readPage(context, ask, file.settings.filter());
      }),
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
