import { type Clock, systemClock } from '../../../shared/lib/clock.ts';
import { type CoreConfig, coreConfigSchema, filesOf } from '../config.ts';
import type { FillTimings } from '../link/fill.ts';
import { TIMINGS, type Timings } from '../link/link-options.ts';
import type { Fetch } from '../link/session.ts';
import { type Dial, openSocket } from '../link/socket.ts';
import type { Emptying } from '../spawn.ts';

export type CoreOptions = {
  clock?: Clock;
  /** 0 ≤ n < 1. */
  random?: () => number;
  timings?: Partial<Timings>;
  lockWaitMs?: number;
  /** `file-thread.worker`, which carries the cache's journal over and merges beside the core. Left out: the core does. */
  fileThreadUrl?: URL;
  dial?: Dial;
  fetch?: Fetch;
  fill?: Partial<FillTimings>;
  /** The screen has asked for something that the core has not heard yet, because it computes. Left out: not known. */
  isAwaited?: () => boolean;
  /** The cache cannot be trusted any more: whoever started the core must start it again. */
  fatal?: (error: unknown) => void;
  /** The keys are to be forgotten, and the core to be started anew without what they sealed. */
  empty?: (what: Emptying) => void;
};

/** What a core starts with: the host's words, the world outside it, and where its files lie. */
export function givenOr(raw: CoreConfig, options: CoreOptions) {
  const config = coreConfigSchema.parse(raw);
  return {
    config,
    places: filesOf(config),
    clock: options.clock ?? systemClock,
    random: options.random ?? Math.random,
    timings: { ...TIMINGS, ...options.timings },
    lockWaitMs: options.lockWaitMs,
    fileThreadUrl: options.fileThreadUrl,
    dial: options.dial ?? openSocket,
    fetch: options.fetch ?? globalThis.fetch,
    fill: options.fill ?? {},
    isAwaited: options.isAwaited ?? (() => false),
    fatal: options.fatal ?? throwLater,
    empty: options.empty ?? (() => {}),
  };
}
export type Given = ReturnType<typeof givenOr>;

function throwLater(error: unknown): void {
  setImmediate(() => {
    throw error;
  });
}
