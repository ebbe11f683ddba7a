import { mkdirSync } from 'node:fs';
import type { Completeness, Connection, Push, Reply } from '../../shared/contract/bridge.ts';
import { serve } from '../../shared/contract/serve.ts';
import { LIMITS } from '../../shared/contract/wire.ts';
import type { Board } from '../../shared/domain/work.ts';
import { type Clock, systemClock } from '../../shared/lib/clock.ts';
import { Fault } from '../../shared/lib/fault.ts';
import { logger } from '../../shared/lib/log.ts';
import type { Context } from './bridge/context.ts';
import { handlersFor, watched } from './bridge/handlers.ts';
import { pushQueue } from './bridge/pushes.ts';
import { readCompleteness } from './bridge/timeline.ts';
import { isDamage, isFull } from './cache/check.ts';
import { checkpointer } from './cache/checkpoint.ts';
import { attachmentFiles } from './cache/attachments.ts';
import { openCache } from './cache/open.ts';
import { openDeskFile } from './cache/open-desk-file.ts';
import { freeBytesAt, pruner } from './cache/pruner.ts';
import { type CoreConfig, coreConfigSchema, filesOf, type ParsedConfig } from './config.ts';
import { attachmentsOver } from './link/attachments.ts';
import { openHistorySchema, storeHistory } from './link/history.ts';
import { ingest } from './link/ingest.ts';
import { type Link, startLink, TIMINGS, type Timings } from './link/link.ts';
import { openOutbox } from './link/outbox.ts';
import type { Fetch } from './link/session.ts';
import { type Dial, openSocket } from './link/socket.ts';
import { forewordMemory } from './foreword-memory.ts';
import { noticeBoard } from './notices.ts';
import { readAhead } from './read-ahead.ts';

const log = logger('core');

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
  /** The cache cannot be trusted any more: whoever started the core must start it again. */
  fatal?: (error: unknown) => void;
};

/** Wires everything; read this first. Throws `denied` with a sentence for a person where the folder cannot be used. */
export function startCore(raw: CoreConfig, push: (push: Push) => void, options: CoreOptions = {}): Core {
  const config = coreConfigSchema.parse(raw);
  const clock = options.clock ?? systemClock;
  const random = options.random ?? Math.random;
  const timings = { ...TIMINGS, ...options.timings };
  const fatal = options.fatal ?? throwLater;
  const opened = openFiles(config, clock, options.lockWaitMs);
  const { cache, file } = opened;
  const pushes = pushQueue({
    push,
    connection: () => connection(),
    isBehind: () => link.view().left > 0,
    monotonic: clock.monotonic,
  });
  const memory = forewordMemory();
  const notices = noticeBoard(clock.now, () => pushes.add({ topic: 'notices' }));
  const checkpoints = checkpointer(cache.db);
  let board: Board | null = null;
  let offerTimer: NodeJS.Timeout | undefined;

  for (const kind of opened.notices) notices.add(kind);
  if (config.restarts > 0) notices.add('core-restarted');

  const agent = () => {
    const id = file.settings.agentId();
    return id === null ? null : cache.agents.get(id);
  };
  const connection = (): Connection => ({
    ...link.view(),
    completeTo: cache.feedState.read().completeTo,
    queued: outbox.waiting(),
    setAside: cache.setAside.count(),
  });
  /** Nobody tells a desk without a network that its offer has ended. */
  const watchOffers = (): void => {
    clearTimeout(offerTimer);
    const id = file.settings.agentId();
    const ringing = id === null ? [] : cache.offers.newestOf(id).filter(offer => offer.state === 'ringing');
    const ends = ringing.map(offer => offer.expiresAt - link.backendNow()).filter(ms => ms > 0);
    if (ends.length === 0) return;
    offerTimer = setTimeout(
      () => {
        pushes.add({ topic: 'work' });
        watchOffers();
      },
      Math.min(...ends) + 1,
    );
  };
  const failed = (error: unknown): 'again' | 'end' => {
    log.error('cache.failed', {}, error);
    if (isFull(error)) {
      notices.add('disk-full');
      pruning.hurry();
    }
    if (isDamage(error)) fatal(error);
    return isFull(error) ? 'again' : 'end';
  };
  const free = freeBytesAt(filesOf(config).folder);
  const hasRoom = (): boolean => (free() ?? ROOM) >= ROOM;

  const link: Link = startLink({
    ...config,
    clock,
    random,
    timings,
    dial: options.dial ?? openSocket,
    fetch: options.fetch ?? globalThis.fetch,
    place: () => {
      const { cursor, incarnation } = cache.feedState.read();
      return { after: cursor, incarnation };
    },
    ingest: (page, incarnation) => ingest(cache, page, incarnation),
    applied: (page, { changes, near, reset }) => {
      checkpoints.wrote();
      if (notices.has('disk-full') && hasRoom()) notices.clear('disk-full');
      pushes.add(...changes);
      if (reset) pushes.add({ topic: 'session' }, { topic: 'work' }, { topic: 'presence' });
      if (changes.some(change => change.topic === 'work')) watchOffers();
      attachments.applied(changes, reset, page.left);
      outbox.settle(page.left === 0);
      if (reset) ahead.clear();
      ahead.want(near);
      if (page.left === 0) ahead.start();
    },
    session: session => {
      try {
        file.settings.keepAgentId(session.agent.id);
        cache.write(() => cache.agents.put(session.agent));
      } catch (error) {
        if (failed(error) === 'end') throw error;
      }
      pushes.add({ topic: 'session' });
      outbox.connected();
    },
    board: newest => {
      board = newest;
      pushes.add({ topic: 'board' });
    },
    failed,
    changed: () => pushes.connection(),
  });
  const ahead = readAhead({ cache, memory, backendNow: link.backendNow, failed });
  const outbox = openOutbox({
    file,
    cache,
    clock,
    random,
    backendNow: link.backendNow,
    send: () => (link.isOpen() ? command => link.request('command', command) : null),
    changed: customerId => {
      pushes.add({ topic: 'outbox' });
      if (customerId !== null) pushes.add({ topic: 'timeline', customerId });
      pushes.connection();
    },
    pause: timings.pause,
    full: failed,
  });

  const pruning = pruner({
    cache,
    file,
    keep: config.keep,
    clock,
    free,
    isBusy: () => link.view().state === 'catching-up',
    changed: customerId => pushes.add({ topic: 'timeline', customerId }),
    failed,
  });
  const attachments = attachmentsOver({
    backendUrl: config.backendUrl,
    files: attachmentFiles({ folder: filesOf(config).attachments, now: clock.now }),
    fetch: options.fetch ?? globalThis.fetch,
    isOpen: link.isOpen,
    token: link.token,
    customers: {
      has: id => cache.customers.get(id) !== null,
      ids: () => cache.customers.all().map(({ id }) => id),
    },
  });
  const loading = new Map<string, Promise<Completeness>>();
  const context: Context = {
    config,
    clock,
    cache,
    file,
    memory,
    outbox,
    attachments,
    notices,
    pushes,
    connection,
    retryLink: () => link.retry(),
    backendNow: link.backendNow,
    agent,
    board: () => (agent()?.role === 'lead' ? board : null),
    reading: pruning.opened,
    loadOlder(customerId) {
      const underWay =
        loading.get(customerId) ?? loadOlder(context, link, customerId).finally(() => loading.delete(customerId));
      loading.set(customerId, underWay);
      return underWay;
    },
  };
  outbox.settle(false);
  watchOffers();
  log.info('core.started', { restarts: config.restarts, inMemory: opened.inMemory });
  const answer = serve(
    watched(handlersFor(context), error => {
      if (isDamage(error) || isFull(error)) failed(error);
    }),
  );
  let stopping: Promise<void> | null = null;
  const stop = async (): Promise<void> => {
    clearTimeout(offerTimer);
    pruning.stop();
    ahead.stop();
    outbox.stop();
    await attachments.stop();
    await link.stop();
    pushes.stop();
    checkpoints.stop();
    opened.close();
    log.info('core.stopped');
  };

  return {
    call: (name, input) => (stopping ? Promise.resolve(STOPPED) : answer(name, input)),
    stop: () => (stopping ??= stop()),
  };
}

/** Bytes free on the disk with which the desk can go on. */
const ROOM = 2 ** 20;

const STOPPED: Reply = { ok: false, code: 'internal', message: 'the core has stopped' };

function throwLater(error: unknown): void {
  setImmediate(() => {
    throw error;
  });
}

function openFiles(config: ParsedConfig, clock: Clock, lockWaitMs?: number) {
  const files = filesOf(config);
  try {
    mkdirSync(files.folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new Fault('denied', `The folder ${files.folder} cannot be written; choose another with --data.`, {
      cause: error,
    });
  }
  const options = { now: clock.now, ...(lockWaitMs === undefined ? {} : { lockWaitMs }) };
  const desk = openDeskFile(files.outbox, options);
  const opened = openCache(files.cache, options);
  return {
    cache: opened.cache,
    file: desk.file,
    inMemory: opened.inMemory,
    notices: [...desk.notices, ...opened.notices],
    close(): void {
      opened.close();
      desk.close();
    },
  };
}

/** Where a customer stands of whom the backend gave no entry yet: the end of time. */
const LAST_PLACE = { at: 8.64e15, id: '~' };

/** Asks for the page before what has been reached, stores it, and says what is there now. */
async function loadOlder(context: Context, link: Link, customerId: string): Promise<Completeness> {
  const { cache } = context;
  const asked = cache.completeness.get(customerId);
  if (!asked || asked.older === 0) return readCompleteness(context, customerId);
  const before = asked.reached ?? LAST_PLACE;
  const reply = await link.request('history.page', { customerId, before, limit: LIMITS.historyEntries });
  if (!reply.ok) throw new Fault(reply.code, reply.reason);
  const page = openHistorySchema.parse(reply.value);
  if (page.customerId !== customerId) throw new Fault('internal', 'history of another customer');
  if (storeHistory(cache, page, asked, context.clock.now())) context.pushes.add({ topic: 'timeline', customerId });
  return cache.read(() => readCompleteness(context, customerId));
}
