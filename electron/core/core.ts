import type { Push, Reply } from '../../shared/contract/bridge.ts';
import { logger } from '../../shared/lib/log.ts';
import { activityOf } from './activity.ts';
import type { CoreConfig } from './config.ts';
import { type Arrivals, pageApplied, signedIn } from './wiring/arrivals.ts';
import { askedOf } from './wiring/asked.ts';
import { goingOnBeside } from './wiring/beside.ts';
import { type CoreOptions, givenOr } from './wiring/given.ts';
import { keptBy } from './wiring/kept.ts';
import { toldBy } from './wiring/told.ts';
import { wayToBackend } from './wiring/way.ts';

const log = logger('core');

/** Milliseconds after an answer to the screen within which somebody counts as asking. */
const QUIET_MS = 250;
/** The same for what the feed brings: the screen, which reads again what has changed four times a second, is not somebody. */
const FEED_QUIET_MS = 50;

/** The desk without a screen. `stop` lets go of the files; calls after it answer with a fault. */
export type Core = { call(name: unknown, input: unknown): Promise<Reply>; stop(): Promise<void> };

/**
 * Read this first. A core has five parts, wired one after the other in `wiring/`: what is kept, what the screen is told, the
 * way to the backend, what goes on beside, what the screen asks. What a part needs of a later one it is given as a function,
 * here, so that every such knot can be seen. Throws `denied` with a sentence for a person where the folder cannot be used.
 */
export function startCore(raw: CoreConfig, push: (push: Push) => void, options: CoreOptions = {}): Core {
  const given = givenOr(raw, options);
  const activity = activityOf(given.clock.monotonic);
  const isAsked = (): boolean => activity.isBusy(QUIET_MS);

  const kept = keptBy(given, isAsked);
  const told = toldBy(given, kept, {
    push,
    connection: () => asked.connection(),
    work: () => asked.work(),
    isBehind: () => way.link.view().left > 0,
    makeRoom: () => beside.keeping.pruning.hurry(),
  });
  const way = wayToBackend({
    given,
    kept,
    told,
    isAsked: () => activity.isBusy(FEED_QUIET_MS),
    applied: (page, result) => pageApplied(arrivals, page, result),
    signedIn: session => signedIn(arrivals, session),
    paused: () => beside.sleep.paused(),
  });
  const beside = goingOnBeside({ given, kept, told, way, activity, isAsked });
  const arrivals: Arrivals = { ...kept, ...told, ...way, ...beside, clock: given.clock };
  const asked = askedOf({ given, kept, told, way, beside });

  for (const kind of kept.notices) told.notices.add(kind);
  if (given.config.restarts > 0) told.notices.add('core-restarted');
  beside.erasures.start();
  way.outbox.settle(false);
  beside.offers.watch();
  beside.exports.sweep();
  log.info('core.started', { restarts: given.config.restarts, inMemory: kept.inMemory });

  return stoppable(activity.watch(asked.call), async () => {
    beside.stop();
    way.sendNoMore();
    await beside.exports.stop();
    await way.stop();
    told.pushes.stop();
    await kept.close();
    log.info('core.stopped');
  });
}

const STOPPED: Reply = { ok: false, code: 'internal', message: 'the core has stopped' };

function stoppable(call: Core['call'], stop: () => Promise<void>): Core {
  let stopping: Promise<void> | null = null;
  return {
    call: (name, input) => (stopping ? Promise.resolve(STOPPED) : call(name, input)),
    stop: () => (stopping ??= stop()),
  };
}
