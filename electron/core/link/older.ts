import type { Completeness } from '../../../shared/contract/bridge.ts';
import { LIMITS } from '../../../shared/contract/wire.ts';
import { Fault } from '../../../shared/lib/fault.ts';
import { readCompleteness } from '../bridge/timeline.ts';
import type { Cache } from '../cache/cache.ts';
import { openHistorySchema, storeHistory } from './history.ts';
import type { Link } from './link.ts';

/** Where a customer stands of whom the backend gave no entry yet: the end of time. */
const LAST_PLACE = { at: 8.64e15, id: '~' };

export type OlderOptions = {
  cache: Cache;
  request: Link['request'];
  now: () => number;
  changed: (customerId: string) => void;
};

/** Loads a customer's older history page by page; who asks while it is under way gets the same answer. */
export function olderHistory(options: OlderOptions): (customerId: string) => Promise<Completeness> {
  const loading = new Map<string, Promise<Completeness>>();
  return customerId => {
    const underWay = loading.get(customerId) ?? load(options, customerId).finally(() => loading.delete(customerId));
    loading.set(customerId, underWay);
    return underWay;
  };
}

/** Asks for the page before what has been reached, stores it, and says what is there now. */
async function load({ cache, request, now, changed }: OlderOptions, customerId: string): Promise<Completeness> {
  const asked = cache.completeness.get(customerId);
  if (!asked || asked.older === 0) return readCompleteness({ cache }, customerId);
  const before = asked.reached ?? LAST_PLACE;
  const reply = await request('history.page', { customerId, before, limit: LIMITS.historyEntries });
  if (!reply.ok) throw new Fault(reply.code, reply.reason);
  const page = openHistorySchema.parse(reply.value);
  if (page.customerId !== customerId) throw new Fault('internal', 'history of another customer');
  if (storeHistory(cache, page, asked, now())) changed(customerId);
  return cache.read(() => readCompleteness({ cache }, customerId));
}
