// Which entry of a feed the focus goes to by key: one that can be seen, wherever one has scrolled to.

type Room = { readonly top: number; readonly bottom: number };

/** What of the feed's box is within the window: on a narrow one it is the page that scrolls. */
function roomOf(feed: Element): Room {
  const { top, bottom } = (feed.parentElement ?? feed).getBoundingClientRect();
  return { top: Math.max(top, 0), bottom: Math.min(bottom, innerHeight) };
}

/** Half of it, or what fills half of the room: of two entries at least one is. */
function isSeen(entry: Element, room: Room): boolean {
  const { top, bottom, height } = entry.getBoundingClientRect();
  const shown = Math.min(bottom, room.bottom) - Math.max(top, room.top);
  return shown >= Math.min(height, room.bottom - room.top) / 2;
}

/** The one that was last at hand while it is seen, else the first that is; null: there is none. */
export function entryAtHand(feed: Element): HTMLElement | null {
  const entries = [...feed.querySelectorAll<HTMLElement>('article[tabindex]')];
  const room = roomOf(feed);
  const last = entries.find(({ tabIndex }) => tabIndex === 0);
  if (last && isSeen(last, room)) return last;
  return entries.find(one => isSeen(one, room)) ?? last ?? null;
}
