import { statfsSync } from 'node:fs';
import type { Clock } from '../../../../shared/lib/clock.ts';
import { logger } from '../../../../shared/lib/log.ts';
import type { Cache } from '../cache.ts';
import type { DeskFile } from '../desk-file.ts';
import { batchSize } from '../batch-size.ts';
import type { Wait } from '../settled.ts';
import { carryJournal, giveBack } from './give-back.ts';
import { customersWithWords, holdingsOf, usedBytes } from './holdings.ts';
import { type Eviction, type Holding, type Keep, type Room, whatToEvict } from './keep-policy.ts';
import { evictOldest } from './prune.ts';

const log = logger('cache');

/** Milliseconds. The first look is taken when the start is over, the next ones while nobody notices. */
const FIRST_MS = 60_000;
const EVERY_MS = 600_000;
/** Pieces of work follow one another until this is over. */
const TURN_MS = 4;
/** Between turns the core is everybody else's. */
const PAUSE_MS = 8;
const BUSY_MS = 1_000;
/** On a full disk not more often than this. */
const HURRY_MS = 30_000;
const HOUR_MS = 3_600_000;

export type MadeRoom = { entries: number; bytes: number };
type Wish = { all: boolean; resolve: (made: MadeRoom) => void; reject: (error: unknown) => void };

export type PrunerOptions = {
  cache: Cache;
  file: DeskFile;
  /** The limits as they are now: they may be changed while the desk runs. */
  keep: () => Keep;
  clock: Clock;
  /** Free bytes where the cache lies; null where nobody can tell. */
  free: () => number | null;
  /** Something that matters more runs: pruning waits. */
  isBusy: () => boolean;
  /** A customer's history has become shorter. */
  changed: (customerId: string) => void;
  failed: (error: unknown) => void;
};

export const freeBytesAt = (folder: string) => (): number | null => {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
};

/** Keeps the cache within its policy, in pieces of a few milliseconds, so that no call waits for it. */
export function pruner(options: PrunerOptions) {
  const { cache, file, clock } = options;
  const batch = batchSize(8, 128);
  const held = holdingsOf(cache.db);
  let timer: NodeJS.Timeout | undefined;
  let pieces: Generator<Wait> | null = null;
  /** For what another thread does. */
  let isWaiting = false;
  let hurriedAt = -Infinity;
  let isUrgent = false;
  /** Something was said after the run under way had decided what goes: it looks once more when it is done. */
  let again: 'soon' | 'urgent' | null = null;
  let wishes: Wish[] = [];
  let serving: Wish[] = [];
  let stopped = false;

  /** Read before this, a customer is not pinned any more. */
  const opensCount = (): number => clock.now() - options.keep().openedHours * HOUR_MS;
  const pinned = (): ReadonlySet<string> => {
    return new Set([
      ...cache.opened.since(opensCount()),
      ...held.withOpenWork(),
      ...customersWithWords(file.db),
      ...file.pins.customers(),
      ...cache.brought.customers(),
    ]);
  };

  /** Looks again before each piece: work may have come, or words been written, since it was decided. */
  function* carryOut({ customerId, keep: rest, before, most }: Eviction): Generator<void, number> {
    let gone = 0;
    while (gone < most && !pinned().has(customerId)) {
      const size = Math.min(batch.size(), most - gone);
      const started = clock.monotonic();
      const went = evictOldest(cache, customerId, { keep: rest, before, most: size });
      batch.took(clock.monotonic() - started);
      gone += went;
      yield;
      yield* carryJournal(cache.journal);
      if (went < size) break;
    }
    if (gone > 0) options.changed(customerId);
    return gone;
  }

  function* run(served: readonly Wish[]): Generator<Wait> {
    const started = clock.monotonic();
    const keep = options.keep();
    const all = served.some(wish => wish.all);
    yield* carryJournal(cache.journal);
    cache.opened.removeBefore(opensCount());
    const holdings: Holding[] = [];
    for (let one = held.after(''); one; one = held.after(one.customerId)) {
      holdings.push(one);
      yield;
    }
    const room: Room = { used: usedBytes(cache.db), free: options.free() };
    const evictions = whatToEvict({ keep, now: clock.now(), room, holdings, pinned: pinned(), all });
    yield;
    let gone = 0;
    for (const eviction of evictions) gone += yield* carryOut(eviction);
    // Asked by somebody, also what was given up before and not given back.
    if (gone > 0 || served.length > 0) yield* giveBack(cache, clock.monotonic);
    for (const wish of served) wish.resolve({ entries: gone, bytes: Math.max(0, room.used - usedBytes(cache.db)) });
    if (gone === 0) return;
    const ms = Math.round(clock.monotonic() - started);
    log.info('cache.pruned', {
      entries: gone,
      customers: evictions.length,
      from: room.used,
      to: usedBytes(cache.db),
      ms,
    });
  }

  const turn = (): void => {
    if (stopped || isWaiting) return;
    if (options.isBusy() && !isUrgent) return later(BUSY_MS);
    pieces ??= begin();
    try {
      const started = clock.monotonic();
      while (clock.monotonic() - started < TURN_MS) {
        const { done, value } = pieces.next();
        if (done) return ended();
        if (value) return void goOnAfter(value);
      }
      later(PAUSE_MS);
    } catch (error) {
      for (const wish of serving) wish.reject(error);
      ended();
      options.failed(error);
    }
  };
  const goOnAfter = async (wait: Promise<void>): Promise<void> => {
    isWaiting = true;
    await wait;
    isWaiting = false;
    later(0);
  };
  const begin = (): Generator<Wait> => {
    serving = wishes;
    wishes = [];
    return run(serving);
  };
  const later = (ms: number): void => {
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(turn, ms);
  };
  const ended = (): void => {
    pieces = null;
    serving = [];
    isUrgent = wishes.length > 0 || again === 'urgent';
    const isDue = isUrgent || again !== null;
    again = null;
    later(isDue ? 0 : EVERY_MS);
  };
  const note = (customerId: string): void => {
    try {
      cache.opened.note(customerId, clock.now());
    } catch (error) {
      options.failed(error);
    }
  };
  if (!cache.db.memory) later(FIRST_MS);

  return {
    /**
     * Somebody reads here: nothing of this customer goes for a while, also after a restart. On a full disk, or beside
     * another program, they read all the same.
     */
    opened(customerId: string): void {
      const ended = cache.writing.ended();
      if (ended) void ended.then(() => stopped || note(customerId));
      else note(customerId);
    },
    /** There is no room left: not in ten minutes, now. */
    hurry(): void {
      if (cache.db.memory || stopped || clock.monotonic() - hurriedAt < HURRY_MS) return;
      hurriedAt = clock.monotonic();
      isUrgent = true;
      if (pieces !== null) again = 'urgent';
      later(0);
    },
    /** Soon, because the limits have changed. */
    soon(): void {
      if (cache.db.memory || stopped) return;
      if (pieces === null) later(0);
      else again ??= 'soon';
    },
    /**
     * Gives up what the limits do not keep; with `all` whatever else may go. Answers when it is done, with entries and
     * bytes that went.
     */
    makeRoom(all: boolean): Promise<MadeRoom> {
      if (stopped || cache.db.memory) return Promise.resolve({ entries: 0, bytes: 0 });
      return new Promise((resolve, reject) => {
        wishes.push({ all, resolve, reject });
        isUrgent = true;
        if (pieces === null) later(0);
      });
    },
    isRunning: (): boolean => pieces !== null,
    stop(): void {
      stopped = true;
      clearTimeout(timer);
      pieces?.return(undefined);
      for (const wish of [...wishes, ...serving]) wish.resolve({ entries: 0, bytes: 0 });
    },
  };
}
export type Pruner = ReturnType<typeof pruner>;
