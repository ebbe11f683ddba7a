import * as z from 'zod';
import { type Cursor, cursorSchema, type FeedPage, feedPageSchema, LIMITS } from '../../../shared/contract/wire.ts';
import type { Entry } from '../../../shared/domain/entry.ts';
import { logger } from '../../../shared/lib/log.ts';
import type { Cache } from '../cache/cache.ts';
import type { FeedState } from '../cache/feed-state.ts';
import { forgetAll } from '../cache/keeping/prune.ts';
import { applier, Awaited } from './apply.ts';
import { type Change, changeList } from './changes.ts';
import { type ParsedEvent, parseEvent } from './parse-event.ts';

const log = logger('link');

/** The page does not continue the cache: the desk asks again from `have`. */
export class Gap extends Error {
  override readonly name = 'Gap';
  readonly have: Cursor | null;

  constructor(have: Cursor | null) {
    super('the page does not continue the cache');
    this.have = have;
  }
}

/** `entries`: those stored by this page, for the outbox to recognise its own words. `near`: customers whose work changed. */
export type Ingested = { changes: Change[]; entries: Entry[]; near: string[]; reset: boolean };
const NOTHING: Ingested = { changes: [], entries: [], near: [], reset: false };

/** The page with each event still unread. A wrapper that is not one is set aside like any poison. */
export const openPageSchema = feedPageSchema.extend({ events: z.array(z.unknown()).max(LIMITS.pageEvents) });
export type OpenPage = Omit<FeedPage, 'events'> & { events: readonly unknown[] };
export const parsePage = (raw: unknown): OpenPage => openPageSchema.parse(raw);

/** One page at once. See `ingestInSteps`. */
export function ingest(cache: Cache, page: OpenPage, incarnation: string | null = null): Ingested {
  const steps = ingestInSteps(cache, page, incarnation);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** How many events to take at once, and what that took; `now` in milliseconds that only go up. */
export type Pace = {
  size(): number;
  /** Customers with entries in a part, at most: of each some pages of the file are written when it ends. */
  customers: number;
  took(ms: number): void;
  now(): number;
  /** Somebody waits for longer than need be: the part that is being written is taken back, and smaller ones come in its place. */
  isAwaited(): boolean;
};
const AT_ONCE: Pace = {
  size: () => Number.POSITIVE_INFINITY,
  customers: Number.POSITIVE_INFINITY,
  took: () => {},
  now: () => 0,
  isAwaited: () => false,
};

/**
 * One page in its order, a transaction for each part of it, one list of changes. Where there are several parts, each is
 * read in a step of its own before it is written. The cursor moves with the last part, so a crash replays a page and never
 * skips one; what is replayed changes nothing. A page that is there already changes nothing; one that does not follow throws
 * Gap. A heartbeat (`upto` is `after`) only moves the time the cache is complete to. `incarnation` names the log that the
 * page is from. Between two steps others may read and write, but no other page may
 * begin: whoever leaves off in the middle must be given the page again, with the same
 * `untold`, for what is stored by then is no change any more when it comes again.
 */
export function* ingestInSteps(
  cache: Cache,
  page: OpenPage,
  incarnation: string | null = null,
  pace: Pace = AT_ONCE,
  untold = gathering(),
): Generator<void, Ingested> {
  const had = cache.feedState.read();
  if (!page.reset && page.after !== had.cursor) {
    if (page.upto === had.cursor) return NOTHING;
    throw new Gap(had.cursor);
  }
  for (let from = 0; ;) {
    const upto = endOfPart(page, from, pace);
    const parsed = parsePart(page, from, upto);
    if (upto - from < page.events.length) yield;
    const started = pace.now();
    const done = unlessAwaited(() => ingestPart(cache, { page, had, incarnation, from, upto, parsed }, pace.isAwaited));
    if (done) {
      untold.add(done);
      pace.took(pace.now() - started);
      if (upto === page.events.length) return untold.take(page.reset);
      from = upto;
    }
    yield;
  }
}

function endOfPart({ events }: OpenPage, from: number, pace: Pace): number {
  const most = Math.min(events.length, from + pace.size());
  const customers = new Set<unknown>();
  for (let i = from; i < most; i++) {
    const about = (events[i] as About | null)?.event;
    customers.add(about?.entry?.customerId ?? about?.grant?.customer?.id);
    if (customers.size > pace.customers) return i;
  }
  return most;
}
/** As far as it is one: it has not been read yet. */
type About = {
  event?: { entry?: { customerId?: unknown } | null; grant?: { customer?: { id?: unknown } | null } | null } | null;
};

/** Null: nothing of it was done. */
function unlessAwaited(write: () => Ingested): Ingested | null {
  try {
    return write();
  } catch (error) {
    if (error instanceof Awaited) return null;
    throw error;
  }
}

const parsePart = (page: OpenPage, from: number, upto: number): ParsedEvent[] =>
  page.events.slice(from, upto).map((raw, i) => parseEvent(raw, page.at, `${cursorName(page.upto)}/${from + i}`));

type Part = {
  page: OpenPage;
  had: FeedState;
  incarnation: string | null;
  from: number;
  upto: number;
  parsed: ParsedEvent[];
};
const NOWHERE: FeedState = { cursor: null, incarnation: null, completeTo: null };

/** Throws Awaited, with nothing of it done. */
function ingestPart(
  cache: Cache,
  { page, had, incarnation, from, upto, parsed }: Part,
  isAwaited: () => boolean,
): Ingested {
  const forgets = page.reset && from === 0;
  const isLast = upto === page.events.length;
  return cache.write(() => {
    if (forgets) forgetAll(cache);
    const work = applier(cache, isAwaited);
    for (const { event, poison } of parsed) {
      for (const one of poison) cache.setAside.add(one);
      if (event) work.apply(event);
    }
    const done = work.finish();
    logPoison(parsed.flatMap(one => one.poison.map(poison => poison.eventId)));
    const part = { ...done, reset: page.reset };
    if (!isLast) {
      // Nothing is left of the log before: after a crash the snapshot is asked for again.
      if (forgets) cache.feedState.write(NOWHERE);
      return part;
    }
    const known = page.reset ? null : had.completeTo;
    cache.feedState.write({
      cursor: page.upto,
      incarnation: page.reset || had.incarnation === null ? incarnation : had.incarnation,
      completeTo: page.left === 0 ? page.at : known,
    });
    return { ...done, reset: page.reset };
  });
}

/** What the parts of a page changed, as if it had been one; also those of a page that was left off. */
export function gathering() {
  let changes = changeList();
  let entries: Entry[] = [];
  let near = new Set<string>();
  return {
    add(part: Ingested): void {
      for (const change of part.changes) changes.add(change);
      entries.push(...part.entries);
      for (const customerId of part.near) near.add(customerId);
    },
    /** All of it, which is told by whoever takes it. */
    take(reset: boolean): Ingested {
      const all = { changes: changes.all(), entries, near: [...near], reset };
      changes = changeList();
      entries = [];
      near = new Set();
      return all;
    },
  };
}

const cursorName = (cursor: Cursor): string => cursorSchema.parse(cursor).slice(0, 40);

function logPoison(eventIds: readonly string[]): void {
  for (const eventId of eventIds) log.warn('event.setAside', { eventId });
}
