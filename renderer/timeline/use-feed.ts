import { useVirtualizer, useWindowVirtualizer, type VirtualItem } from '@tanstack/react-virtual';
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { estimateHeight } from './estimate.ts';
import type { Row } from './rows.ts';
import { usePageScrolls } from './page-scrolls.ts';

/** This near to the end, in pixels, new entries are followed; further up nothing moves. */
const AT_END = 40;

type List =
  ReturnType<typeof useVirtualizer<HTMLDivElement, HTMLElement>> | ReturnType<typeof useWindowVirtualizer<HTMLElement>>;

export type Feed = {
  readonly list: List;
  /** Those to draw, and the first and last of those in view. */
  readonly items: readonly VirtualItem[];
  readonly first: number;
  readonly last: number;
  /** The newest entry is in view. */
  readonly atEnd: boolean;
  /** Pixels from the top of what scrolls to the top of the feed. */
  readonly margin: number;
};

/** Where each customer was being read, for coming back: the first entry in view and how far it was scrolled past. */
const places = new Map<string, { entryId: string; past: number }>();

/** On a narrow or low window the page itself scrolls, with what stands above the feed. */
function useMargin(pageScrolls: boolean, feed: RefObject<HTMLDivElement | null>): number {
  const [margin, setMargin] = useState(0);
  useLayoutEffect(() => {
    const place = () =>
      setMargin(pageScrolls && feed.current ? feed.current.getBoundingClientRect().top + window.scrollY : 0);
    place();
    window.addEventListener('resize', place);
    return () => window.removeEventListener('resize', place);
  }, [pageScrolls, feed]);
  return margin;
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
  const [wasTail, setWasTail] = useState(tail);
  useEffect(() => setWasTail(tail), [tail]);
  const getItemKey = useCallback((index: number) => rows[index]!.item.entry.id, [rows]);
  const shared = {
    count: rows.length,
    estimateSize: (index: number) => estimateHeight(rows[index]!),
    getItemKey,
    overscan: 8,
    anchorTo: 'end',
    // A page joined because somebody scrolls down to it is not news.
    followOnAppend: tail && wasTail,
    scrollEndThreshold: AT_END,
    paddingEnd: 8,
  } as const;
  // oxlint-disable-next-line react/incompatible-library -- the list is never handed to a memoised component
  const boxed = useVirtualizer<HTMLDivElement, HTMLElement>({
    ...shared,
    enabled: !pageScrolls,
    getScrollElement: () => scroller.current,
  });
  const paged = useWindowVirtualizer<HTMLElement>({ ...shared, enabled: pageScrolls, scrollMargin: margin });
  const list: List = pageScrolls ? paged : boxed;
  // Asked before the range, which is a by-product of it.
  const items = list.getVirtualItems();
  useStart(customerId, rows, list);
  const { range } = list;
  // By the list's own numbers: the document still has the sizes of the last drawing.
  const below = list.getTotalSize() + margin - (list.scrollOffset ?? 0) - (list.scrollRect?.height ?? 0);
  return {
    list,
    items,
    first: range?.startIndex ?? 0,
    last: range?.endIndex ?? 0,
    atEnd: tail && below <= AT_END,
    margin,
  };
}

function useStart(customerId: string, rows: readonly Row[], list: List): void {
  const newest = useRef({ rows, list });
  useLayoutEffect(() => {
    newest.current = { rows, list };
  });
  useLayoutEffect(() => {
    const left = places.get(customerId);
    const index = left ? newest.current.rows.findIndex(row => row.item.entry.id === left.entryId) : -1;
    const here = newest.current.list;
    if (left && index >= 0) here.scrollToOffset((here.getOffsetForIndex(index, 'start')?.[0] ?? 0) + left.past);
    else here.scrollToEnd();
    return () => {
      const { rows: last, list: there } = newest.current;
      const first = there.range ? last[there.range.startIndex] : undefined;
      const start = there.range ? there.measurementsCache[there.range.startIndex]?.start : undefined;
      if (there.isAtEnd(AT_END) || !first || start === undefined) places.delete(customerId);
      else places.set(customerId, { entryId: first.item.entry.id, past: (there.scrollOffset ?? 0) - start });
    };
  }, [customerId]);
}
