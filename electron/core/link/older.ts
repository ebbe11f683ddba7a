import { setImmediate } from 'node:timers/promises';
import type { Completeness } from '../../../shared/contract/bridge.ts';
import { LIMITS } from '../../../shared/contract/wire.ts';
import { Fault } from '../../../shared/lib/fault.ts';
import { batchSize } from '../cache/batch-size.ts';
import type { Cache } from '../cache/cache.ts';
import { completenessNow, type Reach } from '../cache/completeness.ts';
import { type OpenHistory, openHistorySchema, storeHistory } from './history.ts';
import type { Link } from './link.ts';

/** Where a customer stands of whom the backend gave no entry yet: the end of time. */
const LAST_PLACE = { at: 8.64e15, id: '~' };

export type OlderOptions = {
  cache: Cache;
  request: Link['request'];
  now: () => number;
  monotonic: () => number;
  changed: (customerId: string) => void;
};
/** `notBefore`, in the backend's time: what is older is not stored. Left out: all of the page is. */
export type LoadOlder = (customerId: string, notBefore?: number) => Promise<Completeness>;

/** Loads a customer's older history page by page; who asks while it is under way gets the same answer. */
export function olderHistory(options: OlderOptions): LoadOlder {
  const loading = new Map<string, { isWhole: boolean; answer: Promise<Completeness> }>();
  const store = inPieces(options);
  const begin = (customerId: string, notBefore: number | undefined): Promise<Completeness> => {
    const answer = load(options, store, customerId, notBefore).finally(() => loading.delete(customerId));
    loading.set(customerId, { isWhole: notBefore === undefined, answer });
    return answer;
  };
  const ask: LoadOlder = (customerId, notBefore) => {
    const underWay = loading.get(customerId);
    if (!underWay) return begin(customerId, notBefore);
    if (underWay.isWhole || notBefore !== undefined) return underWay.answer;
    // A page of which the oldest are left out is under way: who wants them too asks after it.
    const again = (): Promise<Completeness> => ask(customerId);
    return underWay.answer.then(again, again);
  };
  return ask;
}

type Store = (page: OpenHistory, asked: Reach, notBefore: number | undefined) => Promise<void>;

/** Asks for the page before what has been reached, stores it, and says what is there now. */
async function load(
  { cache, request }: OlderOptions,
  store: Store,
  customerId: string,
  notBefore: number | undefined,
): Promise<Completeness> {
  const asked = cache.completeness.get(customerId);
  if (!asked || asked.older === 0) return completenessNow(cache, customerId);
  const before = asked.reached ?? LAST_PLACE;
  const reply = await request('history.page', { customerId, before, limit: LIMITS.historyEntries });
  if (!reply.ok) throw new Fault(reply.code, reply.reason);
  const page = openHistorySchema.parse(reply.value);
  if (page.customerId !== customerId) throw new Fault('internal', 'history of another customer');
  await store(page, asked, notBefore);
  return cache.read(() => completenessNow(cache, customerId));
}

const atOf = (raw: unknown): number =>
  typeof raw === 'object' && raw !== null && 'at' in raw && typeof raw.at === 'number' ? raw.at : NaN;

/** Only of a page in its order is a newer part, with what stands before it counted as missing, a truth of its own. */
const isInOrder = (entries: readonly unknown[]): boolean =>
  entries.every((entry, i) => i === 0 || atOf(entries[i - 1]) <= atOf(entry));

/**
 * Stores a page newest first, some entries in one transaction, with the core free for others in between. Each part is true
 * by itself: cut off after any of them, the rest is counted as missing.
 */
function inPieces({ cache, now, monotonic, changed }: OlderOptions): Store {
  const batch = batchSize(25, LIMITS.historyEntries);
  return async ({ customerId, entries, older }, first, notBefore) => {
    let rest = entries;
    let asked: Reach | null = first;
    const whole = isInOrder(entries) ? null : entries.length;
    do {
      const size = whole ?? batch.size();
      const part = rest.slice(-size);
      rest = rest.slice(0, Math.max(0, rest.length - size));
      const started = monotonic();
      const page = { customerId, entries: part, older: older + rest.length };
      const isStored: boolean = storeHistory(cache, page, asked, now(), notBefore);
      batch.took(monotonic() - started);
      if (!isStored) return;
      changed(customerId);
      if (rest.length > 0) await setImmediate();
      asked = cache.completeness.get(customerId);
      // Where some were left out, all that is older was too, and is counted.
    } while (rest.length > 0 && asked && asked.nextAt === undefined);
  };
}
