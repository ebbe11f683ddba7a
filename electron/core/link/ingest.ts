import { z } from 'zod';
import { type Cursor, cursorSchema, type FeedPage, feedPageSchema, LIMITS } from '../../../shared/contract/wire.ts';
import type { Entry } from '../../../shared/domain/entry.ts';
import { logger } from '../../../shared/lib/log.ts';
import type { Cache } from '../cache/cache.ts';
import { forgetAll } from '../cache/prune.ts';
import { applier } from './apply.ts';
import type { Change } from './changes.ts';
import { parseEvent } from './parse-event.ts';

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

/**
 * One page, one transaction, one list of changes. The cursor moves with the rows, so a crash replays a page and never
 * skips one. A page that is there already changes nothing; one that does not follow throws Gap. A heartbeat (`upto` is
 * `after`) only moves the time the cache is complete to. `incarnation` names the log that the page is from.
 */
export function ingest(cache: Cache, page: OpenPage, incarnation: string | null = null): Ingested {
  const had = cache.feedState.read();
  if (!page.reset && page.after !== had.cursor) {
    if (page.upto === had.cursor) return NOTHING;
    throw new Gap(had.cursor);
  }
  const parsed = page.events.map((raw, i) => parseEvent(raw, page.at, `${cursorName(page.upto)}/${i}`));
  return cache.write(() => {
    if (page.reset) forgetAll(cache);
    const work = applier(cache);
    for (const { event, poison } of parsed) {
      for (const one of poison) cache.setAside.add(one);
      if (event) work.apply(event);
    }
    const done = work.finish();
    const known = page.reset ? null : had.completeTo;
    cache.feedState.write({
      cursor: page.upto,
      incarnation: page.reset || had.incarnation === null ? incarnation : had.incarnation,
      completeTo: page.left === 0 ? page.at : known,
    });
    logPoison(parsed.flatMap(one => one.poison.map(poison => poison.eventId)));
    return { ...done, reset: page.reset };
  });
}

const cursorName = (cursor: Cursor): string => cursorSchema.parse(cursor).slice(0, 40);

function logPoison(eventIds: readonly string[]): void {
  for (const eventId of eventIds) log.warn('event.setAside', { eventId });
}
