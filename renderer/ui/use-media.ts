import { useSyncExternalStore } from 'react';

/** Whether the window is so; draws again when that changes. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    listener => {
      const list = matchMedia(query);
      list.addEventListener('change', listener);
      return () => list.removeEventListener('change', listener);
    },
    () => matchMedia(query).matches,
  );
}

export type Room = 'wide' | 'middle' | 'narrow';

/** Room for three columns, for two, or for one with the whole page scrolling. Breakpoints of the design. */
export function useRoom(): Room {
  const narrow = useMedia('(max-width: 899px), (max-height: 559px)');
  const middle = useMedia('(max-width: 1179px)');
  if (narrow) return 'narrow';
  return middle ? 'middle' : 'wide';
}
