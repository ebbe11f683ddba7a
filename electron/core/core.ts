import type { Connection, Push, Reply } from '../../shared/contract/bridge.ts';
import { serve } from '../../shared/contract/serve.ts';
import { type Clock, systemClock } from '../../shared/lib/clock.ts';
import { logger } from '../../shared/lib/log.ts';
import { type Arrivals, pageApplied, signedIn } from './arrivals.ts';
import type { Context } from './bridge/context.ts';
import { handlersFor, unlessThrown, watched } from './bridge/handlers.ts';
import { workTeller } from './bridge/work-told.ts';
import { pushQueue } from './bridge/pushes.ts';
import { activityOf } from './activity.ts';
import { keepingOn } from './keeping.ts';
import { askPresence } from './bridge/session-handlers.ts';
import { attachmentFiles } from './cache/attachments.ts';
import { checkBeside } from './cache/files/check-beside.ts';
import { checkpointer } from './cache/files/checkpoint.ts';
import { indexBeside } from './cache/search/index-beside.ts';
import { indexUpkeep } from './cache/search/index-upkeep.ts';
import { freeBytesAt } from './cache/keeping/pruner.ts';
import { type CoreConfig, coreConfigSchema, filesOf } from './config.ts';
import { erasuresOver } from './erasures.ts';
import { openFiles } from './files.ts';
import { exportsOver } from './export/exports.ts';
import { searchPages } from './export/search-pages.ts';
import { forewordMemory } from './foreword-memory.ts';
import { attachmentsOver } from './link/attachments.ts';
import type { FillTimings } from './link/fill.ts';
import { TIMINGS, type Timings } from './link/link-options.ts';
import { startLink } from './link/link.ts';
import { takingIn } from './link/taking-in.ts';
import { olderHistory } from './link/older.ts';
import { openOutbox } from './link/outbox.ts';
import type { Fetch } from './link/session.ts';
import { type Dial, openSocket } from './link/socket.ts';
import { uploadsOver } from './link/uploads.ts';
import { leaving, signedOutWords } from './leaving.ts';
import type { Emptying } from './spawn.ts';
import { noticeBoard } from './notices.ts';
import { offerClock } from './offer-clock.ts';
import { othersHeard } from './others.ts';
import { readAhead } from './read-ahead.ts';
import { sleepWatch } from './sleep.ts';
import { takingFiles } from './taking-files.ts';
import { troublesWith } from './troubles.ts';

const log = logger('core');

/** Milliseconds after an answer to the screen within which somebody counts as asking. */
const QUIET_MS = 250;

/** The desk without a screen. `stop` lets go of the files; calls after it answer with a fault. */
export type Core = { call(name: unknown, input: unknown): Promise<Reply>; stop(): Promise<void> };

export type CoreOptions = {
  clock?: Clock;
  /** 0 ≤ n < 1. */
  random?: () => number;
  timings?: Partial<Timings>;
  lockWaitMs?: number;
  dial?: Dial;
  fetch?: Fetch;
  fill?: Partial<FillTimings>;
  /** The cache cannot be trusted any more: whoever started the core must start it again. */
  fatal?: (error: unknown) => void;
  /** The keys are to be forgotten, and the core to be started anew without what they sealed. */
  empty?: (what: Emptying) => void;
};

/**
 * Wires everything; read this first, as the table of contents: each part stands in the file it is imported from, and names
 * what it needs of the others. Throws `denied` with a sentence for a person where the folder cannot be used.
 */
export function startCore(raw: CoreConfig, push: (push: Push) => void, options: CoreOptions = {}): Core {
  const config = coreConfigSchema.parse(raw);
  const { clock, random, timings, dial, fetch, fatal, empty } = givenOr(options);
  const places = filesOf(config);

  // What is kept, and what the screen is told.
  const opened = openFiles(config, clock, options.lockWaitMs);
  const { cache, file } = opened;
  const upkeep = indexUpkeep(cache.db, clock.monotonic);
  const isAsked = (): boolean => activity.isBusy(QUIET_MS);
  const checkpoints = checkpointer(cache.db, upkeep, isAsked);
  const isBehind = (): boolean => link.view().left > 0;
  const pushes = pushQueue({
    push,
    connection: () => connection(),
    work: () => tellWork(),
    isBehind,
    monotonic: clock.monotonic,
  });
  const timelineChanged = (customerId: string): void => pushes.add({ topic: 'timeline', customerId });
  const notices = noticeBoard(clock.now, () => pushes.add({ topic: 'notices' }));
  const others = othersHeard(clock.monotonic, topic => pushes.add({ topic }));
  const free = freeBytesAt(places.folder);
  const troubles = troublesWith({
    notices,
    free,
    makeRoom: () => keeping.pruning.hurry(),
    fatal: error => {
      opened.distrust();
      fatal(error);
    },
  });

  // The way to the backend and back.
  const link = startLink({
    ...config,
    clock,
    random,
    timings,
    dial,
    fetch,
    paused: () => sleep.paused(),
    place: () => {
      const { cursor, incarnation } = cache.feedState.read();
      return { after: cursor, incarnation };
    },
    ingest: takingIn({ cache, clock, upkeep, isBusy: isAsked, between: checkpoints.between }),
    applied: (page, result) => pageApplied(arrivals, page, result),
    session: session => signedIn(arrivals, session),
    loose: (name, told) => others.hear(name, told),
    failed: troubles.failed,
    changed: () => pushes.connection(),
    withdrawn: () => leave.withdrawn(),
    signedOut: config.signedOut ? signedOutWords : null,
  });
  const { backendNow } = link;
  const leave = leaving({ wipe: config.wipe, signOut: link.signOut, empty });
  const uploads = uploadsOver({ backendUrl: config.backendUrl, files: file.outFiles, fetch, token: link.token });
  const outbox = openOutbox({
    file,
    cache,
    clock,
    random,
    backendNow,
    bring: uploads.bring,
    send: () => (link.isOpen() ? command => link.request('command', command) : null),
    changed: customerId => {
      pushes.add({ topic: 'outbox' });
      if (customerId !== null) timelineChanged(customerId);
      pushes.connection();
    },
    pause: timings.pause,
    full: troubles.failed,
  });
  const attachments = attachmentsOver({
    backendUrl: config.backendUrl,
    files: attachmentFiles({ folder: places.attachments, now: clock.now, key: config.keys?.cache ?? null }),
    fetch,
    isOpen: link.isOpen,
    token: link.token,
    customers: {
      has: id => cache.customers.get(id) !== null,
      ids: () => cache.customers.all().map(({ id }) => id),
    },
  });
  const loadOlder = olderHistory({
    cache,
    request: link.request,
    now: clock.now,
    monotonic: clock.monotonic,
    changed: timelineChanged,
  });

  // What goes on beside.
  const agentId = (): string | null => file.settings.agentId();
  const offers = offerClock({
    offers: () => cache.offers.newestOf(agentId() ?? ''),
    backendNow,
    ended: () => pushes.add({ topic: 'work' }),
  });
  const sleep = sleepWatch({
    clock,
    presence: () => cache.presences.get(agentId() ?? ''),
    away: reason => void askPresence({ outbox, clock }, { state: 'not-ready', reason }),
    reconnect: link.again,
    skewMs: () => link.view().skewMs,
  });
  const memory = forewordMemory();
  const checked = checkBeside({
    db: cache.db,
    isDue: opened.isToBeChecked,
    monotonic: clock.monotonic,
    failed: troubles.failed,
  });
  const indexing = indexBeside({ cache, monotonic: clock.monotonic, failed: troubles.failed });
  const ahead = readAhead({ cache, memory, backendNow, failed: troubles.failed });
  const activity = activityOf(clock.monotonic);
  const keeping = keepingOn({
    given: config.keep,
    cache,
    file,
    clock,
    random,
    places,
    free,
    link,
    loadOlder,
    activity,
    agent: () => agent(),
    pushes,
    troubles,
    ...(options.fill ? { fill: options.fill } : {}),
  });
  const agent = () => cache.agents.get(agentId() ?? '');
  const exports = exportsOver({
    folder: places.exports,
    printsItself: config.host === 'electron',
    version: config.version,
    cache,
    file,
    clock,
    backendNow,
    agent,
    search: searchPages({ cache, clock }),
    reading: keeping.pruning.opened,
    changed: () => pushes.add({ topic: 'export' }),
    record: (id, params, customerId) => outbox.add({ command: { id, kind: 'export.record', params }, customerId }),
  });
  const erasures = erasuresOver({
    cache,
    file,
    files: places,
    elsewhere: opened.inMemory && config.keptIn === 'files',
    clock,
    deskId: config.deskId,
    outbox,
    attachments,
    notices,
    troubles,
    isBusy: isAsked,
    forget: () => {
      ahead.clear();
      exports.forget();
    },
    changed: pushes.add,
  });
  const arrivals: Arrivals = {
    sleep,
    clock,
    cache,
    file,
    checkpoints,
    troubles,
    pushes,
    offers,
    attachments,
    exports,
    outbox,
    ahead,
    erasures,
    fill: keeping.fill,
  };

  // What the screen can ask.
  const connection = (): Connection => ({
    ...link.view(),
    completeTo: cache.feedState.read().completeTo,
    ...outbox.waiting(),
    setAside: cache.setAside.count(),
  });
  const context: Context = {
    config,
    clock,
    cache,
    file,
    memory,
    outbox,
    attachments,
    exports,
    takingFiles: takingFiles({ file, now: clock.now }),
    notices,
    pushes,
    connection,
    retryLink: link.retry,
    signIn: link.signIn,
    signOut: leave.signOut,
    backendNow,
    sleep: sleep.told,
    agent,
    board: () => (agent()?.role === 'lead' ? others.board() : null),
    others,
    tellHere: here => link.request('here', here),
    reading: keeping.pruning.opened,
    loadOlder,
    keeping,
  };
  const threw = (error: unknown): void => {
    if (troubles.isOne(error)) troubles.failed(error);
  };
  const handlers = watched(handlersFor(context), threw);
  const tellWork = unlessThrown(workTeller(context), threw);

  for (const kind of opened.notices) notices.add(kind);
  if (config.restarts > 0) notices.add('core-restarted');
  erasures.start();
  outbox.settle(false);
  offers.watch();
  exports.sweep();
  log.info('core.started', { restarts: config.restarts, inMemory: opened.inMemory });

  return stoppable(activity.watch(serve(handlers)), async () => {
    for (const part of [erasures, sleep, offers, checked, indexing, keeping, ahead, outbox, uploads]) part.stop();
    await exports.stop();
    await attachments.stop();
    await link.stop();
    pushes.stop();
    checkpoints.stop();
    opened.close();
    log.info('core.stopped');
  });
}

const givenOr = (options: CoreOptions) => ({
  clock: options.clock ?? systemClock,
  random: options.random ?? Math.random,
  timings: { ...TIMINGS, ...options.timings },
  dial: options.dial ?? openSocket,
  fetch: options.fetch ?? globalThis.fetch,
  fatal: options.fatal ?? throwLater,
  empty: options.empty ?? (() => {}),
});

function throwLater(error: unknown): void {
  setImmediate(() => {
    throw error;
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
