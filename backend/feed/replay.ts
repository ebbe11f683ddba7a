// The next page for a desk that is behind: of a snapshot, or of the log.
import { type FeedEvent, LIMITS } from '../../shared/contract/wire.ts';
import type { Queryable } from '../store/db.ts';
import { expand, type GrantOf, granted, type PageEvent, pageEvent } from './expand.ts';
import { bytesOf, PAGE_BYTES } from './fit.ts';
import type { Place, Position } from './position.ts';
import { cursorOf, placeFrom } from './position.ts';
import { countRows, isOurs, readHead, readRows, type Viewers } from './read.ts';
import { countGrantsBelow, grantsBelow } from './scopes.ts';

export type Source = {
  readonly db: Queryable;
  readonly grantOf: GrantOf;
  readonly snapshotOf: (agentId: string) => Promise<FeedEvent[]>;
};
export type Viewer = { readonly agentId: string; readonly lead: boolean };

/** Where a desk stands, and what is known to be still to come. `rest` is what the head of a snapshot has left. */
export type Progress = {
  readonly place: Place | null;
  readonly rest: readonly FeedEvent[];
  /** Events counted when the catching-up began, less those given since; null: not counted yet. */
  readonly left: number | null;
};

export type Replayed = {
  readonly events: readonly PageEvent[];
  readonly next: Progress & { readonly place: Place };
  readonly left: number;
  readonly reset: boolean;
  /** A slower transaction holds back rows that are already committed. */
  readonly held: boolean;
};

const viewersOf = ({ agentId, lead }: Viewer): Viewers => ({ agentIds: [agentId], leads: lead });

/** Where to go on from a desk's own cursor. A place of null means: this log cannot go on from there, so a snapshot. */
export async function progressFrom(db: Queryable, cursor: string | null): Promise<Progress> {
  const place = cursor === null ? null : placeFrom(cursor);
  const row = place === null ? null : place.in === 'log' ? place.at : place.base;
  return { place: row && (await isOurs(db, row)) ? place : null, rest: [], left: null };
}

/** Null while the log has no row to stand on, which passes when the transactions of its beginning have ended. */
export async function nextPage(source: Source, viewer: Viewer, progress: Progress): Promise<Replayed | null> {
  const { place } = progress;
  if (place === null) return startSnapshot(source, viewer);
  if (place.in === 'head') return headPage(source, viewer, place.base, progress.rest, false);
  if (place.in === 'snapshot') return grantsPage(source, viewer, place, progress.left);
  return logPage(source, viewer, place.at, progress.left);
}

/** The base is read first, so that whatever changes while the records are read comes again from the log. */
async function startSnapshot(source: Source, viewer: Viewer): Promise<Replayed | null> {
  const head = await readHead(source.db);
  if (head === null) return null;
  return headPage(source, viewer, head.at, await source.snapshotOf(viewer.agentId), true);
}

function fill<T>(list: readonly T[]): readonly T[] {
  let bytes = 0;
  const taken = list.slice(0, LIMITS.pageEvents).findIndex(item => (bytes += bytesOf(item)) > PAGE_BYTES);
  return list.slice(0, taken === -1 ? LIMITS.pageEvents : Math.max(1, taken));
}

async function headPage(
  source: Source,
  viewer: Viewer,
  base: Position,
  events: readonly FeedEvent[],
  reset: boolean,
): Promise<Replayed> {
  const now = fill(events);
  const rest = events.slice(now.length);
  const place: Place = rest.length > 0 ? { in: 'head', base } : { in: 'snapshot', base, below: null };
  const left = rest.length + (await countAfter(source.db, viewer, { in: 'snapshot', base, below: null }));
  const name = cursorOf(place);
  const ids = now.map((event, index) => ({ id: `${name}.${rest.length}.${index}`.slice(-64), event }));
  return { events: ids, next: { place, rest, left }, left: Math.max(left, 1), reset, held: false };
}

async function grantsPage(
  source: Source,
  viewer: Viewer,
  place: Extract<Place, { in: 'snapshot' }>,
  counted: number | null,
): Promise<Replayed> {
  const before = counted ?? (await countAfter(source.db, viewer, place));
  const { events, below, done } = await fillGrants(source, viewer, place);
  const left = Math.max(before - events.length, 1); // at least the page of the log that ends the catching-up
  const next: Place = done ? { in: 'log', at: place.base } : { ...place, below };
  return { events, next: { place: next, rest: [], left }, left, reset: false, held: false };
}

const GRANTS_AT_ONCE = 20;

/** Grants are read a few at a time, because each is a customer with history; a page ends when it is full. */
async function fillGrants(source: Source, viewer: Viewer, place: Extract<Place, { in: 'snapshot' }>) {
  const events: PageEvent[] = [];
  let { below } = place;
  let bytes = 0;
  while (events.length < LIMITS.pageEvents) {
    const grants = await grantsBelow(source.db, viewer.agentId, { base: place.base, below, limit: GRANTS_AT_ONCE });
    for (const grant of grants) {
      const event = await granted(source.grantOf, grant.customerId);
      const size = event ? bytesOf(event) : 0;
      if (events.length > 0 && (bytes + size > PAGE_BYTES || events.length === LIMITS.pageEvents))
        return { events, below, done: false };
      if (event) events.push({ id: `${grant.xid}.${grant.seq}`, event });
      bytes += size;
      below = { xid: grant.xid, seq: grant.seq };
    }
    if (grants.length < GRANTS_AT_ONCE) return { events, below, done: true };
  }
  return { events, below, done: false };
}

async function logPage(
  source: Source,
  viewer: Viewer,
  after: Position,
  counted: number | null,
): Promise<Replayed | null> {
  const head = await readHead(source.db);
  if (head === null) return null;
  const viewers = viewersOf(viewer);
  const limit = { rows: LIMITS.pageEvents, bytes: PAGE_BYTES };
  const { rows, more, ours } = await readRows(source.db, { after, upto: head.at }, viewers, limit);
  if (!ours) return startSnapshot(source, viewer);
  const { events, taken } = await expand(rows, source.grantOf, PAGE_BYTES);
  const whole = !more && taken.length === rows.length;
  const at = whole ? head.at : (taken.at(-1)?.at ?? after);
  const remaining = Math.max((counted ?? 0) - taken.length, 0);
  const left = whole ? 0 : remaining || (await countRows(source.db, { after: at, upto: head.at }, viewers));
  return {
    events: events.map(pageEvent),
    next: { place: { in: 'log' as const, at }, rest: [], left: whole ? null : left },
    left,
    reset: false,
    held: head.held,
  };
}

async function countAfter(db: Queryable, viewer: Viewer, place: Extract<Place, { in: 'snapshot' }>): Promise<number> {
  const head = await readHead(db);
  const after = place.below ?? { xid: place.base.xid, seq: place.base.seq + 1 };
  const grants = await countGrantsBelow(db, viewer.agentId, after);
  return grants + (head ? await countRows(db, { after: place.base, upto: head.at }, viewersOf(viewer)) : 0);
}
