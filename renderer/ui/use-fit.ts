import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';

/** How many columns a table has room for: all, the more important, or the few that nobody can do without. */
export type TableRoom = 'wide' | 'middle' | 'narrow';
/** CSS pixels of the box from which on there is so much room. */
const WIDE = 720;
const MIDDLE = 520;

/** `overflows`: not all rows fit; `below`: how many end under the lower edge of the box as it is scrolled now. */
export type Fit = { readonly room: TableRoom; readonly overflows: boolean; readonly below: number };
const ALL: Fit = { room: 'wide', overflows: false, below: 0 };

function roomOf(width: number): TableRoom {
  if (width >= WIDE) return 'wide';
  return width >= MIDDLE ? 'middle' : 'narrow';
}

/** What is not laid out has no width, and nothing is known of it. A pixel is left to rounding. */
export function fitOf(box: HTMLElement): Fit {
  if (box.clientWidth === 0) return ALL;
  const edge = box.getBoundingClientRect().top + box.clientHeight + 1;
  const rows = [...box.querySelectorAll('tbody tr')];
  return {
    room: roomOf(box.clientWidth),
    overflows: box.scrollHeight > box.clientHeight + 1,
    below: rows.filter(row => row.getBoundingClientRect().bottom > edge).length,
  };
}

/** What of a table its box shows: measured as it is drawn, as it is scrolled, and as the window changes. */
export function useFit(): { readonly box: RefObject<HTMLDivElement | null>; readonly fit: Fit } {
  const box = useRef<HTMLDivElement>(null);
  const [fit, setFit] = useState(ALL);
  const measure = (): void => {
    if (!box.current) return;
    const now = fitOf(box.current);
    setFit(had => (had.room === now.room && had.overflows === now.overflows && had.below === now.below ? had : now));
  };
  useLayoutEffect(measure);
  useEffect(() => {
    const scrolled = box.current;
    scrolled?.addEventListener('scroll', measure, { passive: true });
    window.addEventListener('resize', measure);
    return () => {
      scrolled?.removeEventListener('scroll', measure);
      window.removeEventListener('resize', measure);
    };
  }, []);
  return { box, fit };
}
