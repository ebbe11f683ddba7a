import { performance } from 'node:perf_hooks';
import type { Entry } from '../../shared/domain/entry.ts';
import { forewordOf } from '../../shared/domain/foreword-of.ts';
import { NEWEST_ENTRIES } from './bridge/timeline.ts';
import type { Cache } from './cache/cache.ts';
import type { ForewordMemory } from './foreword-memory.ts';

/** Milliseconds after which a step lets others in. */
const STEP_MS = 6;
/** Customers waiting to be read; of more, the newest. The newest goes first, because it rings. */
const MOST = 100;

type Reading = { readonly entries: readonly Entry[]; next: number };
export type ReadAheadOptions = {
  cache: Cache;
  memory: ForewordMemory;
  backendNow: () => number;
  /** Reading ahead may fail as any reading may; it is nobody's answer. */
  failed: (error: unknown) => void;
};

/** Reads what the foreword will say of customers whose work is near, in small steps between other things. */
export function readAhead({ cache, memory, backendNow, failed }: ReadAheadOptions) {
  const wanted = new Set<string>();
  let reading: Reading | null = null;
  let planned: NodeJS.Immediate | undefined;

  const nextReading = (): Reading | null => {
    const customerId = [...wanted].at(-1);
    if (customerId === undefined) return null;
    wanted.delete(customerId);
    return { entries: cache.entries.newest(customerId, NEWEST_ENTRIES), next: 0 };
  };
  /** False when there is nothing left to do. */
  const step = (): boolean => {
    const until = performance.now() + STEP_MS;
    reading ??= nextReading();
    if (reading === null) return false;
    while (reading.next < reading.entries.length && performance.now() < until)
      memory.findings(reading.entries[reading.next++]!);
    if (reading.next < reading.entries.length || performance.now() >= until) return true;
    // The rest is tone and due times, of a few entries.
    forewordOf(reading.entries, backendNow(), { read: memory });
    reading = null;
    return wanted.size > 0;
  };
  const run = (): void => {
    planned = undefined;
    try {
      if (step()) plan();
    } catch (error) {
      reading = null;
      failed(error);
    }
  };
  const plan = (): void => {
    planned ??= setImmediate(run);
  };

  return {
    /** Remembers whose turn is near; nothing is read before `start`. */
    want(customerIds: Iterable<string>): void {
      for (const customerId of customerIds) {
        wanted.delete(customerId);
        wanted.add(customerId);
      }
      for (const customerId of wanted) if (wanted.size > MOST) wanted.delete(customerId);
    },
    start(): void {
      if (reading !== null || wanted.size > 0) plan();
    },
    /** Another log: what was read is of no use. */
    clear(): void {
      wanted.clear();
      reading = null;
      memory.clear();
    },
    stop(): void {
      clearImmediate(planned);
    },
  };
}
export type ReadAhead = ReturnType<typeof readAhead>;
