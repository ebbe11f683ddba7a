import { useSyncExternalStore } from 'react';

/** The same condition as in styles/base.css: there is no room for a box that scrolls within the page. */
const NARROW = '(max-width: 899px), (max-height: 559px)';

/** One list for all, made when first asked for: a test's window has no media queries. */
let media: MediaQueryList | null | undefined;
const narrow = (): MediaQueryList | null =>
  (media ??= typeof window.matchMedia === 'function' ? window.matchMedia(NARROW) : null);

function follow(changed: () => void): () => void {
  narrow()?.addEventListener('change', changed);
  return () => narrow()?.removeEventListener('change', changed);
}

/** True where the page scrolls and not the timeline. */
export const usePageScrolls = (): boolean => useSyncExternalStore(follow, () => narrow()?.matches ?? false);
