// Timelines are opened and kept as the core knows them: a push makes it be asked again for what is in view.
import type { Opened, TimelineFilter } from '../../shared/contract/bridge.ts';
import { FIRST_PAGE } from '../../shared/contract/bridge/timeline.ts';
import { bridge } from '../bridge/bridge.ts';
import { addArrived, sawArrived } from './arrived.ts';
import { allBecomeStale, becomesCurrent, isCurrent, watchedKeys, watchTimeline } from './conversation-current.ts';
import { whenPaced } from './conversation-pace.ts';
import { inTurn, lastTurn } from './conversation-turns.ts';
import { forgetViews, viewOf } from './conversation-view.ts';
import { arrivedBelow, keepSame, sameWhereEqual, windowAsk } from './conversation-window.ts';
import { asOpened, heldConversation, letGoOfOthers, putConversation, putLast } from './conversations.ts';
import { askOf, customerOf } from './scope.ts';

const refresh = (key: string): void => void refreshConversation(key);

/** First questions that are under way, by timeline and entry. */
const opening = new Map<string, Promise<void>>();

/** Shows a timeline: what is held already at once, and what has changed since as soon as the core has said it. */
export function openConversation(key: string, at?: string): Promise<void> {
  const held = heldConversation(key);
  if (held && (!at || held.page.items.some(item => item.entry.id === at))) {
    if (!isCurrent(key)) return refreshConversation(key);
    putLast(held);
    return Promise.resolve();
  }
  const question = `${key} ${at ?? ''}`;
  const asked = opening.get(question) ?? inTurn(key, () => askFirst(key, at)).finally(() => opening.delete(question));
  opening.set(question, asked);
  return asked;
}

/** What the core has told unasked, with the ring. Of a conversation that is held, the window that was scrolled to stays. */
export function takeConversation(answer: Opened): void {
  const { id } = answer.customer;
  if (heldConversation(id)) return void openConversation(id);
  becomesCurrent(id, refresh);
  sawArrived(id);
  putConversation(id, asOpened(id, answer));
}

async function askFirst(key: string, at?: string): Promise<void> {
  becomesCurrent(key, refresh);
  const answer = await bridge.call('customer.open', { ...askOf(key), ...(at ? { at } : {}), limit: FIRST_PAGE });
  sawArrived(key);
  putConversation(key, asOpened(key, answer));
}

const waiting = new Set<string>();
/** Asks again for what is in view. Pushes that come while a question waits are answered by it. */
export function refreshConversation(key: string): Promise<void> {
  if (waiting.has(key)) return lastTurn(key);
  waiting.add(key);
  return inTurn(key, async () => {
    await whenPaced(key);
    waiting.delete(key);
    const held = heldConversation(key);
    if (!held) return askFirst(key);
    becomesCurrent(key, refresh);
    const [around, page] = await Promise.all([
      bridge.call('customer.open', { ...askOf(key), limit: 1 }),
      bridge.call('timeline.page', { ...askOf(key), ...windowAsk(held.page, viewOf(key)) }),
    ]);
    const now = heldConversation(key);
    if (!now) return;
    addArrived(key, arrivedBelow(now.page, page));
    const next = { ...now, ...around, page: keepSame(now.page, page) };
    const kept = sameWhereEqual(now, next);
    if (kept !== now) putConversation(key, kept);
  });
}

/** Keeps a timeline's data current until the answer is called. */
export const watchConversation = (key: string): (() => void) => watchTimeline(key, refresh);

/** The filter is kept for the agent, so pages under the old one are let go; what else is on the screen is asked for anew. */
export function setTimelineFilter(key: string, filter: TimelineFilter): Promise<void> {
  const customerId = customerOf(key);
  return inTurn(key, async () => {
    const answer = await bridge.call('timeline.filter', { customerId, filter });
    const others = watchedKeys().filter(other => other !== customerId);
    const at = new Map(others.map(other => [other, other === key ? undefined : viewOf(other)?.last.id]));
    forgetViews();
    allBecomeStale();
    becomesCurrent(customerId, refresh);
    sawArrived(customerId);
    letGoOfOthers(asOpened(customerId, answer));
    for (const other of others) void openConversation(other, at.get(other));
  });
}
