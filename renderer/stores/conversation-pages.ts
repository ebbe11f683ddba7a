// Pages beside those that are held: older, newer, and around an entry.
import type { Place, TimelineItem } from '../../shared/contract/bridge.ts';
import { Fault } from '../../shared/lib/fault.ts';
import { bridge } from '../bridge/bridge.ts';
import { sawArrived } from './arrived.ts';
import { inTurn } from './conversation-turns.ts';
import { joinNewer, joinOlder } from './conversation-window.ts';
import { heldConversation, putConversation, replacePage } from './conversations.ts';
import { askOf, customerOf } from './scope.ts';

/** Entries of a page that is scrolled to. */
const PAGE = 100;

const firstOf = (items: readonly TimelineItem[]): Place | undefined => {
  const entry = items[0]?.entry;
  return entry && { at: entry.at, id: entry.id };
};
const lastOf = (items: readonly TimelineItem[]): Place | undefined => firstOf(items.slice(-1));

/** The next older page: from the cache, else the backend is asked for it first. */
export function loadOlder(key: string): Promise<void> {
  const held = heldConversation(key);
  if (!held || held.asking) return Promise.resolve();
  if (held.page.olderCached === 0 && held.completeness.older === 0) return Promise.resolve();
  putConversation(key, { asking: true });
  return inTurn(key, async () => {
    if (heldConversation(key)?.page.olderCached === 0) await askBackend(key);
    const before = firstOf(heldConversation(key)?.page.items ?? []);
    const page = await bridge.call('timeline.page', { ...askOf(key), ...(before ? { before } : {}), limit: PAGE * 2 });
    replacePage(key, have => (before ? joinOlder(have, page) : page));
    putConversation(key, { asking: false });
  });
}

async function askBackend(key: string): Promise<void> {
  try {
    const completeness = await bridge.call('timeline.older', { customerId: customerOf(key) });
    const { facets } = await bridge.call('customer.open', { ...askOf(key), limit: 1 });
    putConversation(key, { completeness, facets, olderFault: null });
  } catch (error) {
    putConversation(key, { olderFault: Fault.from(error).code });
  }
}

export function loadNewer(key: string): Promise<void> {
  if (!heldConversation(key)?.page.newerCached) return Promise.resolve();
  return inTurn(key, async () => {
    const after = lastOf(heldConversation(key)?.page.items ?? []);
    if (!after || !heldConversation(key)?.page.newerCached) return;
    const page = await bridge.call('timeline.page', { ...askOf(key), after, limit: PAGE * 2 });
    replacePage(key, have => joinNewer(have, page));
  });
}

/** Holds the newest page, so that its end can be scrolled to. */
export function loadNewest(key: string): Promise<void> {
  sawArrived(key);
  if (!heldConversation(key)?.page.newerCached) return Promise.resolve();
  return inTurn(key, async () => {
    const page = await bridge.call('timeline.page', { ...askOf(key), limit: PAGE });
    replacePage(key, () => page);
  });
}

/** Holds the entry and its neighbours. False: it is not among the entries, because the filter hides it or it is not here. */
export async function loadAround(key: string, entryId: string): Promise<boolean> {
  const holds = () => heldConversation(key)?.page.items.some(item => item.entry.id === entryId) ?? false;
  if (holds()) return true;
  await inTurn(key, async () => {
    if (holds()) return;
    const page = await bridge.call('timeline.page', { ...askOf(key), around: entryId, limit: PAGE });
    if (page.items.some(item => item.entry.id === entryId)) replacePage(key, () => page);
  });
  return holds();
}
