import type { Agent } from '../../../shared/domain/work.ts';
import type { Clock } from '../../../shared/lib/clock.ts';
import type { Activity } from '../activity.ts';
import type { Pushes } from '../bridge/pushes.ts';
import type { Cache } from '../cache/cache.ts';
import type { DeskFile } from '../cache/desk-file.ts';
import { usedBytes } from '../cache/keeping/holdings.ts';
import { keepChoice } from '../cache/keeping/keep-choice.ts';
import { type GivenKeep, hasDiskRoom, type Room, roomAhead } from '../cache/keeping/keep-policy.ts';
import { pruner } from '../cache/keeping/pruner.ts';
import { fetching as fetchingOver } from '../link/fetching.ts';
import { fillAhead, type FillTimings } from '../link/fill.ts';
import type { Link } from '../link/link.ts';
import type { LoadOlder } from '../link/older.ts';
import { spaceCounter } from '../space.ts';
import type { Troubles } from '../troubles.ts';

export type KeepingOptions = {
  given: GivenKeep;
  cache: Cache;
  file: DeskFile;
  clock: Clock;
  random: () => number;
  places: { cache: string; outbox: string; attachments: string };
  free: () => number | null;
  link: Pick<Link, 'view' | 'isOpen' | 'backendNow'>;
  loadOlder: LoadOlder;
  activity: Activity;
  agent: () => Agent | null;
  pushes: Pushes;
  troubles: Troubles;
  fill: Partial<FillTimings>;
};

/** What is kept on this desk: how much, by whom it is chosen, who gives up, who loads, and what it all takes. */
export function keepingOn(options: KeepingOptions) {
  const { given, cache, file, clock, random, free, link, loadOlder, activity, agent, pushes } = options;
  const failed = (error: unknown): void => void options.troubles.failed(error);
  const choice = keepChoice(given, file.settings.keepChoice);
  const room = (): Room => ({ used: usedBytes(cache.db), free: free() });
  const pruning = pruner({
    cache,
    file,
    keep: choice.now,
    clock,
    free,
    isBusy: () => link.view().state === 'catching-up',
    changed: customerId => pushes.add({ topic: 'timeline', customerId }),
    failed,
  });
  const fetching = fetchingOver({
    cache,
    isOpen: link.isOpen,
    loadOlder,
    reading: pruning.opened,
    hasRoom: () => hasDiskRoom(choice.now(), room()),
    random,
    changed: () => pushes.add({ topic: 'fetch' }),
  });
  const isRinging = (): boolean =>
    cache.offers
      .newestOf(agent()?.id ?? '')
      .some(({ state, expiresAt }) => state === 'ringing' && expiresAt > link.backendNow());
  const fill = fillAhead({
    cache,
    clock,
    random,
    keep: choice.now,
    room,
    wanted: () => {
      const own = agent();
      return own && { agentId: own.id, queueIds: own.queueIds, pins: file.pins.customers() };
    },
    backendNow: link.backendNow,
    isOpen: link.isOpen,
    isBusy: quietMs =>
      link.view().state !== 'live' ||
      activity.isBusy(quietMs) ||
      isRinging() ||
      pruning.isRunning() ||
      fetching.isRunning(),
    loadOlder,
    // How much of what was brought is here, too.
    changed: () => pushes.add({ topic: 'keeping' }, { topic: 'review' }),
    failed,
    timings: options.fill,
  });
  const space = spaceCounter({ cache, clock, places: options.places, free, backendNow: link.backendNow });

  return {
    choice,
    pruning,
    fetching,
    fill,
    space,
    /** Bytes for which there is room behind work. */
    roomAhead: () => roomAhead(choice.now(), room()),
    stop(): void {
      for (const part of [fill, fetching, space, pruning]) part.stop();
    },
  };
}
export type Keeping = ReturnType<typeof keepingOn>;
