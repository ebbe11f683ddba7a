// How pages of the timeline are joined to the ones held. Pure; items ascend by (at, id).
import type { Place, TimelineItem, TimelinePage } from '../../shared/contract/bridge.ts';
import { FIRST_PAGE } from '../../shared/contract/bridge/timeline.ts';

/** Entries kept above what is in view when the core is asked again. */
const ABOVE = 40;
/** Entries asked for again at most; the bridge allows 500 to a page. */
const MOST = 400;

const isBefore = (a: Place, b: Place): boolean => a.at < b.at || (a.at === b.at && a.id < b.id);

/**
 * Which page to ask for so that what is in view is told afresh, with its neighbours and all that is newer. At the newest
 * it is the newest page, however many have come: who stands there is to go on standing there.
 */
export function windowAsk(
  held: TimelinePage,
  view: { first: Place; last: Place } | undefined,
): { after?: Place; limit: number } {
  const { items } = held;
  if (items.length === 0) return { limit: FIRST_PAGE };
  const seen = view ? items.findIndex(item => !isBefore(item.entry, view.first)) : -1;
  const first = seen < 0 ? items.length - 1 : seen;
  const seesNewest = held.newerCached === 0 && (!view || !isBefore(view.last, items.at(-1)!.entry));
  if (seesNewest) return { limit: Math.min(MOST, Math.max(FIRST_PAGE, items.length - first + ABOVE)) };
  const from = items[Math.max(0, first - ABOVE)]!.entry;
  // Strictly newer than a place just before the first one kept; `~` sorts behind every id.
  return { after: { at: from.at - 1, id: '~' }, limit: MOST };
}

const isSame = (a: TimelineItem, b: TimelineItem): boolean =>
  a.entry.version === b.entry.version &&
  a.pending?.state === b.pending?.state &&
  a.pending?.reason === b.pending?.reason &&
  a.pending?.commandId === b.pending?.commandId;

/** The new page with the old objects wherever nothing changed, so that nothing unchanged is drawn again. */
export function keepSame(held: TimelinePage, page: TimelinePage): TimelinePage {
  const before = new Map(held.items.map(item => [item.entry.id, item]));
  const items = page.items.map(item => {
    const old = before.get(item.entry.id);
    return old && isSame(old, item) ? old : item;
  });
  return { ...page, items };
}

/** How many more entries there are behind the newest entry both pages hold. */
export function arrivedBelow(held: TimelinePage, page: TimelinePage): number {
  const places = new Map(page.items.map((item, i) => [item.entry.id, i]));
  for (let i = held.items.length - 1; i >= 0; i--) {
    const there = places.get(held.items[i]!.entry.id);
    if (there === undefined) continue;
    const before = held.items.length - 1 - i + held.newerCached;
    const after = page.items.length - 1 - there + page.newerCached;
    return Math.max(0, after - before);
  }
  return 0;
}

const unlessIn = (items: readonly TimelineItem[], others: readonly TimelineItem[]): TimelineItem[] => {
  const ids = new Set(others.map(item => item.entry.id));
  return items.filter(item => !ids.has(item.entry.id));
};

export const joinOlder = (held: TimelinePage, older: TimelinePage): TimelinePage => ({
  items: [...unlessIn(older.items, held.items), ...held.items],
  olderCached: older.olderCached,
  newerCached: held.newerCached,
  hidden: older.hidden,
});

export const joinNewer = (held: TimelinePage, newer: TimelinePage): TimelinePage => ({
  items: [...held.items, ...unlessIn(newer.items, held.items)],
  olderCached: held.olderCached,
  newerCached: newer.newerCached,
  hidden: newer.hidden,
});

type Plain = { readonly [key: string]: unknown };
const isPlain = (value: unknown): value is Plain => typeof value === 'object' && value !== null;

/** What was told before wherever it says the same, at any depth, so that nothing unchanged is drawn again. JSON only. */
export function sameWhereEqual<T>(before: T, now: T): T {
  if (Object.is(before, now) || !isPlain(before) || !isPlain(now) || Array.isArray(before) !== Array.isArray(now))
    return now;
  const keys = Object.keys(now);
  const kept = keys.map(key => sameWhereEqual(before[key], now[key]));
  const same = keys.length === Object.keys(before).length && keys.every((key, i) => Object.is(before[key], kept[i]));
  if (same) return before;
  return (Array.isArray(now) ? kept : Object.fromEntries(keys.map((key, i) => [key, kept[i]]))) as T;
}
