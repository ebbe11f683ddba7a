import { type RefObject, useCallback, useEffect, useRef } from 'react';
import type { Feed } from './use-feed.ts';
import { usePageScrolls } from './page-scrolls.ts';

/** Frames after a jump, from its second on, in which rows around it get their true heights, and it is put right. */
const FRAMES = { first: 2, last: 45 };
/** Between an entry and the edge it is brought to, pixels. */
const EDGE = 8;

const articleIn = (feed: HTMLElement | null, entryId: string): HTMLElement | null =>
  feed?.querySelector<HTMLElement>(`[data-entry="${CSS.escape(entryId)}"]`) ?? null;

type Span = { readonly top: number; readonly bottom: number };

/**
 * Pixels to scroll so that the entry is seen: whole where it fits; of a higher one, such as the transcript of an hour, the
 * first word that was looked for, else its beginning.
 */
export function wayTo(room: Span, entry: Span, mark: Span | null): number {
  if (entry.bottom - entry.top <= room.bottom - room.top) {
    if (entry.top < room.top) return entry.top - room.top - EDGE;
    return entry.bottom > room.bottom ? entry.bottom - room.bottom + EDGE : 0;
  }
  if (!mark) return entry.top < room.top || entry.top > room.bottom ? entry.top - room.top - EDGE : 0;
  const isSeen = mark.top >= room.top && mark.bottom <= room.bottom;
  return isSeen ? 0 : mark.top - (room.top + room.bottom) / 2;
}

/** Whoever scrolls, clicks or presses a key goes where they want from there. */
const TAKES_OVER = ['wheel', 'touchmove', 'pointerdown', 'keydown'] as const;

/**
 * Where a jump leads is reckoned with heights that are not yet known. Told after it; the entry is then held in view until
 * they are, or until somebody goes on.
 */
export function useHoldInView(
  list: Feed['list'],
  scroller: RefObject<HTMLDivElement | null>,
  feed: RefObject<HTMLDivElement | null>,
): (entryId: string) => void {
  const pageScrolls = usePageScrolls();
  const ends = useRef<() => void>(() => {});
  const put = useCallback(
    (entryId: string) => {
      const article = articleIn(feed.current, entryId);
      const box = scroller.current;
      if (!article || !box) return;
      const mark = article.querySelector('mark')?.getBoundingClientRect() ?? null;
      const room = pageScrolls ? { top: 0, bottom: window.innerHeight } : box.getBoundingClientRect();
      const way = wayTo(room, article.getBoundingClientRect(), mark);
      if (Math.abs(way) < 1) return;
      // Sticky bars of the page are the browser's to reckon with. Else by the list, so that its own way to the entry ends here.
      if (pageScrolls) (article.querySelector('mark') ?? article).scrollIntoView({ block: 'center' });
      else list.scrollToOffset(box.scrollTop + way);
    },
    [list, scroller, feed, pageScrolls],
  );
  useEffect(() => () => ends.current(), []);
  return useCallback(
    (entryId: string) => {
      ends.current();
      let asked = 0;
      let frames = 0;
      const end = (): void => {
        cancelAnimationFrame(asked);
        for (const name of TAKES_OVER) window.removeEventListener(name, end, true);
      };
      const next = (): void => {
        asked = requestAnimationFrame(() => {
          if (++frames > FRAMES.first) put(entryId);
          if (frames < FRAMES.last) next();
          else end();
        });
      };
      for (const name of TAKES_OVER) window.addEventListener(name, end, true);
      ends.current = end;
      next();
    },
    [put],
  );
}
