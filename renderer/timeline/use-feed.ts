import {
  observeElementRect,
  observeWindowRect,
  useVirtualizer,
  useWindowVirtualizer,
  type Rect,
  type VirtualItem,
  type Virtualizer,
} from '@tanstack/react-virtual';
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { estimateHeight } from './estimate.ts';
import type { Row } from './rows.ts';
import { usePageScrolls } from './page-scrolls.ts';
import { whenIdle } from '../ui/when-idle.ts';

/** This near to the end, in pixels, new entries are followed; further up nothing moves. */
const AT_END = 40;
/** Rows drawn beyond either edge of what is in view: at first, so that it is there soon, and once it has been painted. */
const BEYOND = { first: 1, after: 5 };
/** Under the newest entry, pixels. */
const FOOT = 8;

/** What sticks to the top of a page that scrolls, and stands before its rows: the bar and the mark. Pixels. */
const BARS = 80;

type List =
  ReturnType<typeof useVirtualizer<HTMLDivElement, HTMLElement>> | ReturnType<typeof useWindowVirtualizer<HTMLElement>>;

export type Feed = {
  readonly list: List;
  /** Those to draw, and the first and last of those in view. */
  readonly items: readonly VirtualItem[];
  readonly first: number;
  readonly last: number;
  /** All of it is in view: nothing was ever scrolled, whatever the list supposed before it knew the heights. */
  readonly fits: boolean;
  /** The newest entry is in view. */
  readonly atEnd: boolean;
  /** It is, or will be as soon as the browser has scrolled to the one that has just come. */
  readonly follows: RefObject<boolean>;
};

/** Where each customer was being read, for coming back: the first entry in view and how far it was scrolled past. */
type Place = { readonly entryId: string; readonly past: number };
const places = new Map<string, Place>();

/** What the box of the timeline measured last: the next one is drawn for it at once, instead of for a box of no height. */
let lastRect: Rect = { width: 0, height: 0 };

/** On a narrow or low window the page itself scrolls, with what stands above the feed: it comes and goes, and grows. */
function useMargin(pageScrolls: boolean, feed: RefObject<HTMLDivElement | null>): number {
  const [margin, setMargin] = useState(0);
  useLayoutEffect(() => {
    const place = () =>
      setMargin(pageScrolls && feed.current ? feed.current.getBoundingClientRect().top + window.scrollY : 0);
    place();
    if (!pageScrolls) return;
    // The regions around it are put in order for the new room in a drawing of their own, after this one.
    const sizes = new ResizeObserver(place);
    sizes.observe(document.body);
    window.addEventListener('resize', place);
    return () => {
      sizes.disconnect();
      window.removeEventListener('resize', place);
    };
  }, [pageScrolls, feed]);
  return margin;
}

/** Milliseconds after which the rows beyond are drawn however much there is to do. */
const SOON = 500;

function useBeyond(): number {
  const [beyond, setBeyond] = useState(BEYOND.first);
  useEffect(() => whenIdle(() => setBeyond(BEYOND.after), SOON), []);
  return beyond;
}

type Scrolls = Pick<List, 'getTotalSize' | 'scrollOffset' | 'scrollRect'> & {
  readonly options: { readonly scrollMargin: number };
};

/** Pixels below what is in view, by the list's own numbers: the document still has the sizes of the last drawing. */
const below = (list: Scrolls): number =>
  list.getTotalSize() + list.options.scrollMargin - (list.scrollOffset ?? 0) - (list.scrollRect?.height ?? 0);

/** With the focus on an older entry: where nearly all fit, one who went to the oldest stands at the end as well. */
function readsAbove<T extends Element | Window>(list: Virtualizer<T, HTMLElement>): boolean {
  const entry = document.activeElement?.closest<HTMLElement>('article[data-index]');
  const { scrollElement } = list;
  if (!entry || (scrollElement instanceof Element && !scrollElement.contains(entry))) return false;
  return list.indexFromElement(entry) < list.options.count - 1;
}

/** Who stands at the newest stays there when a banner or the composer takes room from the timeline, or gives it back. */
const keepEnd =
  <T extends Element | Window>(
    observe: (list: Virtualizer<T, HTMLElement>, tell: (rect: Rect) => void) => void | (() => void),
  ) =>
  (list: Virtualizer<T, HTMLElement>, tell: (rect: Rect) => void) =>
    observe(list, rect => {
      const moved = list.scrollRect !== null && list.scrollRect.height > 0 && list.scrollRect.height !== rect.height;
      const stood = moved && below(list) <= AT_END && !readsAbove(list);
      // At once: the browser tells of the new place a frame later, and what comes until then would not be followed.
      if (stood) list.scrollOffset = Math.max(0, list.getTotalSize() + list.options.scrollMargin - rect.height);
      tell(rect);
      if (stood) list.scrollToEnd();
    });

const observeBox = keepEnd<HTMLDivElement>((list, tell) =>
  observeElementRect(list, rect => {
    lastRect = rect;
    tell(rect);
  }),
);
const observePage = keepEnd<Window>(observeWindowRect);

/**
 * Heights come by the observer of sizes, after the browser's own layout and before it paints. Asked of the document while
 * rows are put into it, each of them would cost a layout of its own.
 */
function heightOf<T extends Element | Window>(
  element: HTMLElement,
  entry: ResizeObserverEntry | undefined,
  list: Virtualizer<T, HTMLElement>,
): number {
  const box = entry?.borderBoxSize[0];
  if (box) return Math.round(box.blockSize);
  const { getItemKey, estimateSize } = list.options;
  const index = list.indexFromElement(element);
  return list.itemSizeCache.get(getItemKey(index)) ?? estimateSize(index);
}

/**
 * The virtual list of a timeline: opens at the newest, or where it was left; keeps the entry that is read in its place
 * when older or newer ones come; follows new ones only from the end. `tail`: the newest entry is among the rows.
 */
export function useFeed(
  customerId: string,
  rows: readonly Row[],
  tail: boolean,
  scroller: RefObject<HTMLDivElement | null>,
  feed: RefObject<HTMLDivElement | null>,
): Feed {
  const pageScrolls = usePageScrolls();
  const margin = useMargin(pageScrolls, feed);
  const beyond = useBeyond();
  const getItemKey = useCallback((index: number) => rows[index]!.item.entry.id, [rows]);
  const shared = {
    count: rows.length,
    estimateSize: (index: number) => estimateHeight(rows[index]!),
    getItemKey,
    overscan: beyond,
    anchorTo: 'end',
    scrollEndThreshold: AT_END,
    paddingEnd: FOOT,
    directDomUpdates: true,
    directDomUpdatesMode: 'position',
  } as const;
  // oxlint-disable-next-line react/incompatible-library -- the list is never handed to a memoised component
  const boxed = useVirtualizer<HTMLDivElement, HTMLElement>({
    ...shared,
    enabled: !pageScrolls,
    getScrollElement: () => scroller.current,
    initialRect: lastRect,
    initialOffset: () => startOf(customerId, rows),
    observeElementRect: observeBox,
    measureElement: heightOf,
  });
  const paged = useWindowVirtualizer<HTMLElement>({
    ...shared,
    enabled: pageScrolls,
    scrollMargin: margin,
    scrollPaddingStart: BARS,
    observeElementRect: observePage,
    measureElement: heightOf,
  });
  const list: List = pageScrolls ? paged : boxed;
  // Asked before the range, which is a by-product of it.
  const items = list.getVirtualItems();
  const atEnd = tail && below(list) <= AT_END;
  useStart(customerId, pageScrolls, rows, list, scroller);
  const fits = !pageScrolls && list.getTotalSize() <= (list.scrollRect?.height ?? 0);
  const follows = useFollow(rows, atEnd, list);
  const { range } = list;
  return { list, items, first: range?.startIndex ?? 0, last: range?.endIndex ?? 0, fits, atEnd, follows };
}

/** By estimated heights, so that what is drawn first is what will be shown. */
function startOf(customerId: string, rows: readonly Row[]): number {
  const left = places.get(customerId);
  const index = left ? rows.findIndex(row => row.item.entry.id === left.entryId) : -1;
  const before = index < 0 ? rows : rows.slice(0, index);
  const above = before.reduce((sum, row) => sum + estimateHeight(row), 0);
  return left && index >= 0 ? above + left.past : Math.max(0, above + FOOT - lastRect.height);
}

/**
 * Keeps the place for the next time, and goes to it where it was not drawn there to begin with: when the page scrolls, or
 * takes the scrolling over from the box, or gives it back.
 */
function useStart(
  customerId: string,
  pageScrolls: boolean,
  rows: readonly Row[],
  list: List,
  scroller: RefObject<HTMLDivElement | null>,
): void {
  const newest = useRef({ rows, list });
  const place = useRef<Place | null>(null);
  const drawnThere = useRef(!pageScrolls);
  // With each drawing, the last of which is when it has come to rest: a list that is taken out of use knows nothing more.
  useLayoutEffect(() => {
    newest.current = { rows, list };
    // Drawn behind what rings, it is read by nobody: where it stands is no place that somebody left.
    if (scroller.current?.closest('[inert]')) place.current = places.get(customerId) ?? null;
    else if (list.range) place.current = placeIn(rows, list);
  });
  useLayoutEffect(() => {
    const left = places.get(customerId);
    const index = left ? newest.current.rows.findIndex(row => row.item.entry.id === left.entryId) : -1;
    const here = newest.current.list;
    if (drawnThere.current) drawnThere.current = false;
    else if (left && index >= 0) here.scrollToIndex(index, { align: 'start' });
    else here.scrollToEnd();
    return () => {
      if (place.current) places.set(customerId, place.current);
      else places.delete(customerId);
    };
  }, [customerId, pageScrolls]);
}

/** Null: at the newest. */
function placeIn(rows: readonly Row[], list: List): Place | null {
  const first = list.range ? list.measurementsCache[list.range.startIndex] : undefined;
  const row = first ? rows[first.index] : undefined;
  if (!first || !row || below(list) <= AT_END) return null;
  return { entryId: row.item.entry.id, past: (list.scrollOffset ?? 0) - first.start };
}

/** A new entry behind the newest is followed by who stood there; a page joined because somebody scrolls down is not news. */
function useFollow(rows: readonly Row[], atEnd: boolean, list: List): RefObject<boolean> {
  const newest = rows.at(-1)?.item.entry.id;
  const before = useRef(newest);
  const follows = useRef(atEnd);
  useLayoutEffect(() => {
    const isNews = newest !== before.current && follows.current;
    before.current = newest;
    if (isNews) list.scrollToEnd();
    else follows.current = atEnd;
  });
  return follows;
}
