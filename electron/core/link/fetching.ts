import type { Fetched, FetchState } from '../../../shared/contract/bridge/fetch.ts';
import { Fault } from '../../../shared/lib/fault.ts';
import type { Cache } from '../cache/cache.ts';
import { type BackOff, backOff } from './back-off.ts';
import type { LoadOlder } from './older.ts';

/** How often a page is asked for again that the backend did not want to give now. */
const MOST_TRIES = 5;
const PAUSE: BackOff = { firstMs: 500, longestMs: 8_000 };

export type FetchingOptions = {
  cache: Cache;
  isOpen: () => boolean;
  loadOlder: LoadOlder;
  /** What is read far back is left alone for a while. */
  reading: (customerId: string) => void;
  /** There is room on the disk for more. */
  hasRoom: () => boolean;
  random: () => number;
  changed: () => void;
  pause?: BackOff;
};

/** All that is missing of some customers, because a person wants it: one after the other, until it is here or stopped. */
export function fetching(options: FetchingOptions) {
  const { cache, changed, pause = PAUSE } = options;
  const all = new Map<string, Fetched>();
  let isRunning = false;
  let stopped = false;
  let wake: () => void = () => {};

  const leftOf = (customerId: string): number | null => cache.completeness.get(customerId)?.older ?? null;
  const put = (customerId: string, change: Partial<Fetched>): void => {
    const had = all.get(customerId);
    if (had) all.set(customerId, { ...had, ...change });
    changed();
  };
  const isRunningOf = (customerId: string): boolean => all.get(customerId)?.state === 'running' && !stopped;
  const wait = (ms: number): Promise<void> =>
    new Promise(resolve => {
      wake = resolve;
      setTimeout(resolve, ms).unref();
    });

  /** Asks once; answers false where it may be asked again. Throws a Fault that is final. */
  const page = async (customerId: string, tries: number): Promise<boolean> => {
    if (!options.isOpen()) throw new Fault('offline', 'the desk is not connected');
    if (!options.hasRoom()) throw new Fault('not-kept', 'no room for more history');
    try {
      await options.loadOlder(customerId);
      return true;
    } catch (error) {
      const fault = Fault.from(error);
      if (fault.code !== 'retry' || tries >= MOST_TRIES) throw fault;
      await wait(backOff(tries, options.random(), pause));
      return false;
    }
  };

  const fetchAll = async (customerId: string): Promise<void> => {
    let tries = 0;
    const haveAtFirst = cache.entries.tallies.total(customerId);
    while (isRunningOf(customerId)) {
      const before = cache.completeness.get(customerId);
      if (!before) throw new Fault('not-found', 'no such customer');
      put(customerId, {
        left: before.older,
        loaded: Math.max(0, cache.entries.tallies.total(customerId) - haveAtFirst),
      });
      if (before.older === 0) return put(customerId, { state: 'done' });
      tries = (await page(customerId, tries)) ? 0 : tries + 1;
      const after = cache.completeness.get(customerId);
      const isFurther = after?.older !== before.older || after.reached?.id !== before.reached?.id;
      if (tries === 0 && !isFurther) throw new Fault('internal', 'a page of history brought nothing further');
    }
  };

  const run = async (): Promise<void> => {
    isRunning = true;
    for (;;) {
      const next = [...all.values()].find(one => one.state === 'waiting');
      if (!next || stopped) break;
      const { customerId } = next;
      put(customerId, { state: 'running' });
      options.reading(customerId);
      try {
        await fetchAll(customerId);
      } catch (error) {
        const fault = Fault.from(error);
        if (isRunningOf(customerId)) put(customerId, { state: 'failed', fault: fault.code, left: leftOf(customerId) });
        if (fault.code === 'offline' || fault.code === 'not-kept') giveUp(fault.code);
      }
    }
    isRunning = false;
    if (!stopped) changed();
  };
  /** Without a network, or without room, the next one would fare alike. */
  const giveUp = (fault: Fetched['fault']): void => {
    for (const { customerId, state } of all.values())
      if (state === 'waiting') put(customerId, { state: 'failed', fault });
  };

  const isOpen = ({ state }: Fetched): boolean => state === 'waiting' || state === 'running';
  return {
    start(customerIds: readonly string[]): void {
      if (!options.isOpen()) throw new Fault('offline', 'the desk is not connected');
      if (!isRunning) all.clear();
      for (const customerId of customerIds) {
        const had = all.get(customerId);
        if (had && isOpen(had)) continue;
        all.delete(customerId);
        all.set(customerId, { customerId, state: 'waiting', loaded: 0, left: leftOf(customerId), fault: null });
      }
      changed();
      if (!isRunning) void run();
    },
    read: (): FetchState => ({ running: [...all.values()].some(isOpen), customers: [...all.values()] }),
    isRunning: (): boolean => isRunning,
    /** What has come stays. */
    halt(customerIds: readonly string[] = [...all.keys()]): void {
      for (const customerId of customerIds) {
        const one = all.get(customerId);
        if (one && isOpen(one)) put(customerId, { state: 'stopped', left: leftOf(customerId) });
      }
      wake();
    },
    stop(): void {
      stopped = true;
      wake();
    },
  };
}
export type Fetching = ReturnType<typeof fetching>;
