import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef } from 'react';
import { estimateHeight } from './estimate.ts';
import type { Row } from './rows.ts';

/** This near to the end, in pixels, new entries are followed; further up nothing moves. */
const AT_END = 40;

export type Feed = {
  readonly list: Virtualizer<HTMLDivElement, HTMLElement>;
  /** The newest entry is in view. */
  readonly atEnd: boolean;
};

/** Where each customer was being read, for coming back: the first entry in view and how far it was scrolled past. */
const places = new Map<string, { entryId: string; past: number }>();

/**
 * The virtual list of a timeline: opens at the newest, or where it was left; keeps the entry that is read in its place
 * when older or newer ones come; follows new ones only from the end. `tail`: the newest entry is among the rows.
 */
export function useFeed(
  customerId: string,
  rows: readonly Row[],
  tail: boolean,
  scroller: RefObject<HTMLDivElement | null>,
): Feed {
  const wasTail = useRef(tail);
  const getItemKey = useCallback((index: number) => rows[index]!.item.entry.id, [rows]);
  // oxlint-disable-next-line react/incompatible-library -- the list is never handed to a memoised component
  const list = useVirtualizer<HTMLDivElement, HTMLElement>({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: index => estimateHeight(rows[index]!),
    getItemKey,
    overscan: 8,
    anchorTo: 'end',
    // A page joined because somebody scrolls down to it is not news.
    followOnAppend: tail && wasTail.current,
    scrollEndThreshold: AT_END,
    paddingEnd: 8,
    useAnimationFrameWithResizeObserver: false,
  });
  useEffect(() => {
    wasTail.current = tail;
  }, [tail]);
  useStart(customerId, rows, list);
  return { list, atEnd: tail && list.isAtEnd(AT_END) };
}

function useStart(customerId: string, rows: readonly Row[], list: Feed['list']): void {
  const newest = useRef({ rows, list });
  useEffect(() => {
    newest.current = { rows, list };
  });
  useLayoutEffect(() => {
    const left = places.get(customerId);
    const index = left ? newest.current.rows.findIndex(row => row.item.entry.id === left.entryId) : -1;
    const { list: here } = newest.current;
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
