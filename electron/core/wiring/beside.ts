import type { Activity } from '../activity.ts';
import { askPresence } from '../bridge/session-handlers.ts';
import { checkBeside } from '../cache/files/check-beside.ts';
import { formerBeside } from '../cache/keeping/former-beside.ts';
import { usedBytes } from '../cache/keeping/holdings.ts';
import { indexBeside } from '../cache/search/index-beside.ts';
import { erasuresOver } from '../erasures.ts';
import { exportsOver } from '../export/exports.ts';
import { searchPages } from '../export/search-pages.ts';
import { forewordMemory } from '../foreword-memory.ts';
import { offerClock } from '../offer-clock.ts';
import { readAhead } from '../read-ahead.ts';
import { reviewingOn } from '../reviewing.ts';
import { sleepWatch } from '../sleep.ts';
import type { Given } from './given.ts';
import type { Kept } from './kept.ts';
import { type Keeping, keepingOn } from './keeping.ts';
import type { ToldParts } from './told.ts';
import type { Way } from './way.ts';

export type BesideOptions = {
  given: Given;
  kept: Kept;
  told: ToldParts;
  way: Way;
  activity: Activity;
  isAsked: () => boolean;
};

/** What goes on by itself, with nobody asking and nothing coming: each in small steps between other things. */
export function goingOnBeside(options: BesideOptions) {
  const { given, kept, told, way, activity } = options;
  const { cache, file, agentId } = kept;
  const { clock } = given;
  const { link, outbox } = way;
  const { failed } = told.troubles;
  const offers = offerClock({
    offers: () => cache.offers.newestOf(agentId()),
    backendNow: link.backendNow,
    ended: () => told.pushes.add({ topic: 'work' }),
  });
  const sleep = sleepWatch({
    clock,
    presence: () => cache.presences.get(agentId()),
    away: reason => void askPresence({ outbox, clock }, { state: 'not-ready', reason }),
    reconnect: link.again,
    skewMs: () => link.view().skewMs,
  });
  const memory = forewordMemory();
  const checked = checkBeside({ db: cache.db, isDue: kept.isToBeChecked, monotonic: clock.monotonic, failed });
  const indexing = indexBeside({ cache, monotonic: clock.monotonic, failed });
  const former = formerBeside({ cache, monotonic: clock.monotonic, failed });
  const ahead = readAhead({ cache, memory, backendNow: link.backendNow, failed });
  const keeping = keepingOn({
    given: given.config.keep,
    cache,
    file,
    clock,
    random: given.random,
    places: given.places,
    free: kept.free,
    link,
    loadOlder: way.loadOlder,
    activity,
    agent: kept.agent,
    pushes: told.pushes,
    troubles: told.troubles,
    fill: given.fill,
  });
  const reviewing = reviewingOn({
    cache,
    clock,
    link,
    used: () => usedBytes(cache.db),
    room: keeping.roomAhead,
    changed: () => {
      keeping.fill.wake();
      told.pushes.add({ topic: 'review' });
    },
  });
  const exports = exportsBy(options, keeping);
  const forget = (): void => {
    ahead.clear();
    exports.forget();
  };
  const erasures = erasuresBy(options, forget);

  return {
    offers,
    sleep,
    memory,
    former,
    ahead,
    keeping,
    reviewing,
    exports,
    erasures,
    stop(): void {
      for (const part of [erasures, sleep, offers, checked, indexing, former, keeping, ahead]) part.stop();
    },
  };
}
export type Beside = ReturnType<typeof goingOnBeside>;

const exportsBy = ({ given, kept, told, way }: BesideOptions, keeping: Keeping) =>
  exportsOver({
    folder: given.places.exports,
    printsItself: given.config.host === 'electron',
    version: given.config.version,
    cache: kept.cache,
    file: kept.file,
    clock: given.clock,
    backendNow: way.link.backendNow,
    agent: kept.agent,
    search: searchPages({ cache: kept.cache, clock: given.clock }),
    reading: keeping.pruning.opened,
    changed: () => told.pushes.add({ topic: 'export' }),
    record: (id, params, customerId) => way.outbox.add({ command: { id, kind: 'export.record', params }, customerId }),
  });

const erasuresBy = ({ given, kept, told, way, isAsked }: BesideOptions, forget: () => void) =>
  erasuresOver({
    cache: kept.cache,
    file: kept.file,
    files: given.places,
    elsewhere: kept.inMemory && given.config.keptIn === 'files',
    clock: given.clock,
    deskId: given.config.deskId,
    outbox: way.outbox,
    attachments: way.attachments,
    notices: told.notices,
    troubles: told.troubles,
    isBusy: isAsked,
    forget,
    changed: told.pushes.add,
  });
