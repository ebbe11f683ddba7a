import type { Opened, Place, TimelineFilter, TimelineItem, TimelinePage } from '../../../shared/contract/bridge.ts';
import type { Entry } from '../../../shared/domain/entry.ts';
import { forewordOf } from '../../../shared/domain/foreword-of.ts';
import { replyWays } from '../../../shared/domain/reply-ways.ts';
import { completenessNow } from '../cache/completeness.ts';
import { NEWEST } from '../cache/entries.ts';
import { NO_FILTER } from '../cache/filter.ts';
import { type Context, missing } from './context.ts';
import { pendingItem } from './pending-entry.ts';

/** Foreword and ways to reply are about what is at hand, not about years; and their cost must not grow with a history. */
export const NEWEST_ENTRIES = 500;

export type PageAsk = { customerId: string; before?: Place; after?: Place; around?: string; limit: number };

const placeOf = ({ at, id }: Entry): Place => ({ at, id });

/** The entries asked for, ascending. */
function entriesOf({ cache }: Context, { customerId, before, after, around, limit }: PageAsk, filter: TimelineFilter) {
  if (before) return cache.entries.before(customerId, filter, before, limit);
  if (after) return cache.entries.after(customerId, filter, after, limit);
  const middle = around === undefined ? null : cache.entries.get(around);
  if (!middle || middle.customerId !== customerId) return cache.entries.before(customerId, filter, NEWEST, limit);
  const place = placeOf(middle);
  const newer = cache.entries.after(customerId, filter, { ...place, id: '' }, Math.ceil(limit / 2));
  const older = cache.entries.before(customerId, filter, { ...place, id: '' }, limit - newer.length);
  return [...older, ...newer];
}

/** True where the newest page under this filter is the end of all entries. */
const showsAll = ({ before, after, around }: PageAsk, filter: TimelineFilter): boolean =>
  !before && !after && around === undefined && Object.values(filter).every(value => value === null);

/**
 * Reads one page under the filter, counts included; `entries` where they are at hand. Call it inside `cache.read`, so that
 * all of it is of one moment.
 */
export function readPage(
  context: Context,
  ask: PageAsk,
  filter: TimelineFilter,
  entries: readonly Entry[] = entriesOf(context, ask, filter),
): TimelinePage {
  const { tallies } = context.cache.entries;
  const matching = tallies.countMatching(ask.customerId, filter);
  const beforeFrom =
    filter.from === null ? 0 : tallies.countBefore(ask.customerId, filter, { at: filter.from, id: '' });
  const isNewest = !ask.before && !ask.after && ask.around === undefined;
  const first = entries[0];
  const older = (): number =>
    first ? tallies.countBefore(ask.customerId, filter, placeOf(first)) - beforeFrom : emptyPageOlder(ask, matching);
  const olderCached = Math.max(0, isNewest ? matching - entries.length : older());
  const newerCached = Math.max(0, matching - olderCached - entries.length);
  const items: TimelineItem[] = entries.map(entry => ({ entry, pending: null }));
  return {
    items: newerCached === 0 ? [...items, ...pendingItems(context, ask.customerId)] : items,
    olderCached,
    newerCached,
    hidden: Math.max(0, tallies.total(ask.customerId) - matching),
  };
}

/** Nothing before the beginning, or nothing after the end. */
const emptyPageOlder = ({ after }: PageAsk, matching: number): number => (after ? matching : 0);

/** Words of this desk that stand behind the newest entry until the backend has confirmed them. */
export function pendingItems(context: Context, customerId: string): TimelineItem[] {
  const agent = context.agent();
  return context.file.commands
    .ofCustomer(customerId)
    .map(kept => pendingItem(context.cache, agent, kept, context.file.outFiles))
    .filter(item => item !== null);
}

/** All that paints a conversation, of one moment. */
export function open(context: Context, ask: PageAsk, filter: TimelineFilter): Opened {
  const { cache } = context;
  const { customerId } = ask;
  return cache.read(() => {
    const newest = cache.entries.before(customerId, NO_FILTER, NEWEST, NEWEST_ENTRIES);
    const interactions = cache.interactions.ofCustomer(customerId);
    const completeness = completenessNow(cache, customerId);
    const foreword = forewordOf(newest, context.backendNow(), {
      read: context.memory,
      conversations: interactions,
      isCut: completeness.have > newest.length || (completeness.older ?? 0) > 0,
    });
    const customer = cache.customers.get(customerId) ?? missing('customer');
    return {
      customer,
      cases: cache.cases.ofCustomer(customerId),
      interactions,
      foreword,
      ways: replyWays(interactions, newest, customer.identities),
      facets: cache.entries.tallies.facets(customerId),
      completeness,
      filter,
      page: readPage(context, ask, filter, showsAll(ask, filter) ? newest.slice(-ask.limit) : undefined),
    };
  });
}
