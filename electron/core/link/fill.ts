import type { FillState } from '../../../shared/contract/bridge/keeping.ts';
import type { Clock } from '../../../shared/lib/clock.ts';
import { Fault } from '../../../shared/lib/fault.ts';
import { logger } from '../../../shared/lib/log.ts';
import type { Cache } from '../cache/cache.ts';
import { cutoffOf, hasRoomAhead, type Keep, type Room } from '../cache/keeping/keep-policy.ts';
import { workingSetOf } from '../cache/keeping/working-set.ts';
import { backOff } from './back-off.ts';
import { type Candidate, fillOrder, type Held, isWhole, mayFill, type Why } from './fill-order.ts';
import type { LoadOlder } from './older.ts';

const log = logger('fill');

export type FillTimings = {
  /** After the start and after each connection: what was asked for comes first. */
  firstMs: number;
  /** Between two pages. */
  pauseMs: number;
  /** So long after an answer to the screen nothing is loaded; and as often it is looked whether it may go on. */
  quietMs: number;
  /** When everything is here. New work is heard of at once. */
  restMs: number;
  /** So often the screen is told how far it is, while it loads. */
  tellMs: number;
  /** A turn of looking who may be needed; between turns the core is everybody else's. */
  turnMs: number;
  /** After an answer it waits so many times as long as the answer took: a slow backend is asked seldom. */
  slower: number;
};
export const FILL_TIMINGS: FillTimings = {
  firstMs: 10_000,
  pauseMs: 100,
  quietMs: 1_000,
  restMs: 600_000,
  tellMs: 2_000,
  turnMs: 4,
  slower: 9,
};
const AFTER_FAULT = { firstMs: 2_000, longestMs: 300_000 };

/** Who may be needed now. `pins`: customers. */
export type Wanted = { agentId: string; queueIds: readonly string[]; pins: readonly string[] };
export type FillOptions = {
  cache: Cache;
  clock: Clock;
  random: () => number;
  keep: () => Keep;
  room: () => Room;
  /** Null: nobody is signed in. */
  wanted: () => Wanted | null;
  backendNow: () => number;
  isOpen: () => boolean;
  /** Somebody works, or did within `quietMs`: a question of the screen, a ring, catching up, history that was asked for. */
  isBusy: (quietMs: number) => boolean;
  loadOlder: LoadOlder;
  /** It does something else, or has loaded more. */
  changed: () => void;
  failed: (error: unknown) => void;
  timings?: Partial<FillTimings>;
};

/**
 * Loads ahead the histories that may be needed, a page at a time, while nobody works. What it does next is read from what
 * is stored, so it goes on after a restart where it was.
 */
export function fillAhead(options: FillOptions) {
  const { cache, clock, keep } = options;
  const timings = { ...FILL_TIMINGS, ...options.timings };
  const set = workingSetOf(cache.db);
  const told: FillState = { state: cache.db.memory ? 'off' : 'work', entries: 0, customers: 0 };
  /** Of whom a page brought nothing further, until the next look: a backend that answers so is not asked again and again. */
  const stuck = new Set<string>();
  let looked: Candidate[] | null = null;
  let looking: Iterator<void, Candidate[]> | null = null;
  let lastFilled = '';
  let faults = 0;
  let toldAt = Number.NEGATIVE_INFINITY;
  let timer: NodeJS.Timeout | undefined;
  let stopped = cache.db.memory;

  const heldOf = (customerId: string): Held | null => {
    const reach = cache.completeness.get(customerId);
    if (!reach) return null;
    const { older, reached, nextAt } = reach;
    return { have: set.entriesOf(customerId), older, reachedAt: reached?.at ?? null, nextAt: nextAt ?? null };
  };
  const mayLoad = ({ customerId, why }: Candidate): boolean => {
    const held = stuck.has(customerId) ? null : heldOf(customerId);
    return held !== null && mayFill(why, held, keep(), options.backendNow());
  };
  const urgent = ({ agentId, queueIds, pins }: Wanted): Candidate[] =>
    fillOrder([
      ...set.waiting(agentId, queueIds).map(one => ({ ...one, why: 'waiting' as Why })),
      ...pins.map(customerId => ({ customerId, why: 'pinned' as Why, at: 0 })),
    ]);

  /** Everybody of whom something may be loaded, in steps: there may be tens of thousands. */
  function* look(): Generator<void, Candidate[]> {
    const open = yield* set.withOpenCase();
    const brought = cache.brought.customers();
    const found: Candidate[] = [];
    for (let last = ''; ;) {
      const part = cache.completeness.after(last, 50);
      for (const { customerId, older } of part) {
        const why: Why = brought.has(customerId) ? 'brought' : open.has(customerId) ? 'open' : 'recent';
        const one = { customerId, why, at: set.newestAt(customerId) };
        if (older > 0 && mayLoad(one)) found.push(one);
      }
      if (part.length < 50) return fillOrder(found);
      last = part.at(-1)!.customerId;
      yield;
    }
  }
  /** True when the look is over. */
  const lookOn = (): boolean => {
    looking ??= look();
    const until = clock.monotonic() + timings.turnMs;
    while (clock.monotonic() < until) {
      const step = looking.next();
      if (!step.done) continue;
      looked = step.value;
      looking = null;
      return true;
    }
    return false;
  };

  const say = (state: FillState['state']): void => {
    if (told.state === state) return;
    // Work and filling take turns many times a second: the screen is told of neither's end.
    const isQuiet = ['work', 'filling'].includes(told.state) && ['work', 'filling'].includes(state);
    told.state = state;
    if (!isQuiet) tell();
  };
  const tell = (): void => {
    toldAt = clock.monotonic();
    options.changed();
  };
  const obstacle = (): FillState['state'] | null => {
    if (keep().fillEntries === 0) return 'off';
    if (!options.isOpen()) return 'offline';
    if (options.isBusy(timings.quietMs)) return 'work';
    return hasRoomAhead(keep(), options.room()) ? null : 'room';
  };

  /** Milliseconds until the next turn. */
  const turn = async (): Promise<number> => {
    const wanted = options.wanted();
    const against = wanted ? obstacle() : 'offline';
    if (against || !wanted) {
      say(against ?? 'offline');
      return timings.quietMs;
    }
    const first = urgent(wanted).find(mayLoad);
    if (first) return fill(first);
    if (looked === null) return lookOn() ? 0 : timings.turnMs * 2;
    while (looked[0] && !mayLoad(looked[0])) looked.shift();
    if (looked[0]) return fill(looked[0]);
    looked = null;
    stuck.clear();
    say('rest');
    return timings.restMs;
  };

  const fill = async ({ customerId, why }: Candidate): Promise<number> => {
    say('filling');
    const before = heldOf(customerId);
    const started = clock.monotonic();
    try {
      await options.loadOlder(
        customerId,
        isWhole(why) ? undefined : Math.floor(cutoffOf(keep(), options.backendNow())),
      );
      faults = 0;
    } catch (error) {
      return refused(error);
    }
    const after = heldOf(customerId);
    if (!after || (after.have === before?.have && after.older === before.older)) stuck.add(customerId);
    told.entries += Math.max(0, (after?.have ?? 0) - (before?.have ?? 0));
    if (customerId !== lastFilled) told.customers++;
    lastFilled = customerId;
    if (clock.monotonic() - toldAt >= timings.tellMs) tell();
    return Math.max(timings.pauseMs, (clock.monotonic() - started) * timings.slower);
  };
  const refused = (error: unknown): number => {
    const { code } = Fault.from(error);
    log.info('fill.refused', { code });
    if (code === 'internal') options.failed(error);
    return backOff(faults++, options.random(), AFTER_FAULT);
  };

  const later = (ms: number): void => {
    clearTimeout(timer);
    timer = setTimeout(run, ms);
    timer.unref();
  };
  let isRunning = false;
  const run = (): void => {
    if (stopped || isRunning) return;
    isRunning = true;
    void turn()
      .catch((error: unknown) => {
        looking = null;
        if (!stopped) options.failed(error);
        return timings.restMs;
      })
      .then(ms => {
        isRunning = false;
        if (!stopped) later(ms);
      });
  };
  if (!stopped) later(timings.firstMs);

  return {
    read: (): FillState => ({ ...told }),
    /** Who may be needed, or how much is kept, has changed: a rest is over. */
    wake(): void {
      if (stopped || isRunning || told.state !== 'rest') return;
      later(timings.quietMs);
    },
    /** Not before what was asked for has come. */
    connected(): void {
      if (!stopped) later(timings.firstMs);
    },
    stop(): void {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
export type Fill = ReturnType<typeof fillAhead>;
