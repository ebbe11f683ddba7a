// What is done now and then, beside the work: old rows go, and rights that have run out.
import { logger } from '../shared/lib/log.ts';

const log = logger('housekeeping');

const DAY = 86_400_000;
/** Milliseconds. A desk that was away longer than the log is kept starts from a snapshot; it brings its files again. */
export const KEEP = { log: 14 * DAY, commands: 35 * DAY, uploads: 2 * DAY, audit: 400 * DAY } as const;
export const EVERY = { words: 2_000, rights: 10 * 60_000, pruning: 60 * 60_000 } as const;

/** `run` says how many rows it changed. */
export type Chore = { readonly name: string; readonly every: number; readonly run: () => Promise<number> };

/** Each for the first time after its own interval: a start has other things to do. */
export function housekeeping(chores: readonly Chore[]) {
  const timers = new Map<string, NodeJS.Timeout>();
  const under = new Set<Promise<void>>();
  let stopped = false;

  function next(chore: Chore): void {
    if (stopped) return;
    const timer = setTimeout(() => {
      const one: Promise<void> = done(chore).finally(() => {
        under.delete(one);
        next(chore);
      });
      under.add(one);
    }, chore.every);
    timers.set(chore.name, timer);
  }

  return {
    start: () => chores.forEach(next),
    async stop(): Promise<void> {
      stopped = true;
      for (const timer of timers.values()) clearTimeout(timer);
      await Promise.all(under);
    },
  };
}

async function done({ name, run }: Chore): Promise<void> {
  try {
    const rows = await run();
    if (rows > 0) log.info('chore.done', { name, rows });
  } catch (error) {
    log.warn('chore.failed', { name }, error); // the next time finds the same rows
  }
}
