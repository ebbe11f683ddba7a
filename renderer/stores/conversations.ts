// What the core has told of each customer whose timeline is or was on screen. A window of entries is held, never more than
// was scrolled through; a push makes the core be asked again for what is in view.
import { create } from 'zustand';
import type { Opened, Place, Push, TimelineFilter, TimelineItem, TimelinePage } from '../../shared/contract/bridge.ts';
import { FIRST_PAGE } from '../../shared/contract/bridge/timeline.ts';
import { Fault, type FaultCode } from '../../shared/lib/fault.ts';
import { bridge } from '../bridge/bridge.ts';
import { whenPaced } from './conversation-pace.ts';
import { arrivedBelow, joinNewer, joinOlder, keepSame, sameWhereEqual, windowAsk } from './conversation-window.ts';

export type Conversation = Opened & {
  /** Entries that came in below what is being read. */
  arrived: number;
  /** Older entries are being asked for, from the cache or from the backend. */
  asking: boolean;
  /** Why the last attempt to get older entries failed. */
  olderFault: FaultCode | null;
};
type Conversations = {
  readonly byCustomer: Readonly<Record<string, Conversation>>;
  readonly faults: Readonly<Record<string, FaultCode>>;
};

/** Conversations kept for coming back to, a full desk's and some more; the least lately used goes first. */
const KEPT = 40;
/** Entries of a page that is scrolled to. */
const PAGE = 100;

export const useConversations = create<Conversations>()(() => ({ byCustomer: {}, faults: {} }));
export const conversationOf = (customerId: string) => (state: Conversations) => state.byCustomer[customerId];
export const conversationFault = (customerId: string) => (state: Conversations) => state.faults[customerId];

/** First and last place in view, told by the timeline; not state, because nothing is drawn from it. */
const inView = new Map<string, { first: Place; last: Place }>();
export const tellInView = (customerId: string, first: Place, last: Place): void => {
  inView.set(customerId, { first, last });
};

const get = (customerId: string): Conversation | undefined => useConversations.getState().byCustomer[customerId];

/** What says the same as before stays the same object, so that only what has changed is drawn again. */
function put(customerId: string, change: Partial<Conversation> | Conversation): void {
  useConversations.setState(state => {
    const { [customerId]: before, ...rest } = state.byCustomer;
    const others = Object.keys(rest).length >= KEPT ? without(rest, Object.keys(rest)[0]!) : rest;
    return { byCustomer: { ...others, [customerId]: { ...before, ...change } as Conversation } };
  });
}

const without = <T>(record: Readonly<Record<string, T>>, key: string): Readonly<Record<string, T>> =>
  Object.fromEntries(Object.entries(record).filter(([name]) => name !== key));

/** One request after the other for each customer, so that pages are joined to what they were asked for. */
const turns = new Map<string, Promise<void>>();
function inTurn(customerId: string, task: () => Promise<void>): Promise<void> {
  const turn = (turns.get(customerId) ?? Promise.resolve()).then(async () => {
    try {
      await task();
      useConversations.setState(state =>
        customerId in state.faults ? { faults: without(state.faults, customerId) } : state,
      );
    } catch (error) {
      failed(customerId, Fault.from(error).code);
    }
  });
  turns.set(customerId, turn);
  return turn;
}

/** Rights that are gone take what was shown with them; any other fault leaves the screen as it is and says so. */
function failed(customerId: string, code: FaultCode): void {
  const gone = code === 'denied' || code === 'not-found';
  current.delete(customerId);
  useConversations.setState(state => ({
    byCustomer: gone ? without(state.byCustomer, customerId) : state.byCustomer,
    faults: { ...state.faults, [customerId]: code },
  }));
  if (get(customerId)) put(customerId, { asking: false });
}

const opened = (answer: Opened): Conversation => ({ ...answer, arrived: 0, asking: false, olderFault: null });

/** Customers of whom nothing has changed since the core was asked, because its pushes have been heard all the while. */
const current = new Set<string>();
/** First questions that are under way, by customer and entry. */
const opening = new Map<string, Promise<void>>();

/** Shows a customer: what is held already at once, and what has changed since as soon as the core has said it. */
export function openConversation(customerId: string, at?: string): Promise<void> {
  const held = get(customerId);
  if (held && (!at || held.page.items.some(item => item.entry.id === at))) {
    if (!current.has(customerId)) return refreshConversation(customerId);
    useConversations.setState(({ byCustomer }) => ({
      byCustomer: { ...without(byCustomer, customerId), [customerId]: held },
    }));
    return Promise.resolve();
  }
  const key = `${customerId} ${at ?? ''}`;
  const asked =
    opening.get(key) ?? inTurn(customerId, () => askFirst(customerId, at)).finally(() => opening.delete(key));
  opening.set(key, asked);
  return asked;
}

/** What the core has told unasked, with the ring. Of a conversation that is held, the window that was scrolled to stays. */
export function takeConversation(answer: Opened): void {
  const { id } = answer.customer;
  if (get(id)) return void openConversation(id);
  stopListening ??= bridge.onPush(hear);
  current.add(id);
  put(id, opened(answer));
}

async function askFirst(customerId: string, at?: string): Promise<void> {
  stopListening ??= bridge.onPush(hear);
  current.add(customerId);
  const answer = await bridge.call('customer.open', { customerId, ...(at ? { at } : {}), limit: FIRST_PAGE });
  put(customerId, opened(answer));
}

const waiting = new Set<string>();
/** Asks again for what is in view. Pushes that come while a question waits are answered by it. */
export function refreshConversation(customerId: string): Promise<void> {
  if (waiting.has(customerId)) return turns.get(customerId) ?? Promise.resolve();
  waiting.add(customerId);
  return inTurn(customerId, async () => {
    await whenPaced(customerId);
    waiting.delete(customerId);
    const held = get(customerId);
    if (!held) return askFirst(customerId);
    stopListening ??= bridge.onPush(hear);
    current.add(customerId);
    const [around, page] = await Promise.all([
      bridge.call('customer.open', { customerId, limit: 1 }),
      bridge.call('timeline.page', { customerId, ...windowAsk(held.page, inView.get(customerId)) }),
    ]);
    const now = get(customerId);
    if (!now) return;
    const arrived = now.arrived + arrivedBelow(now.page, page);
    const next = { ...now, ...around, page: keepSame(now.page, page), arrived };
    const kept = sameWhereEqual(now, next);
    if (kept !== now) put(customerId, kept);
  });
}

const firstOf = (items: readonly TimelineItem[]): Place | undefined => {
  const entry = items[0]?.entry;
  return entry && { at: entry.at, id: entry.id };
};
const lastOf = (items: readonly TimelineItem[]): Place | undefined => firstOf(items.slice(-1));

const replacePage = (customerId: string, join: (held: TimelinePage) => TimelinePage): void => {
  const held = get(customerId);
  if (held) put(customerId, { page: join(held.page) });
};

/** The next older page: from the cache, else the backend is asked for it first. */
export function loadOlder(customerId: string): Promise<void> {
  const held = get(customerId);
  if (!held || held.asking) return Promise.resolve();
  if (held.page.olderCached === 0 && held.completeness.older === 0) return Promise.resolve();
  put(customerId, { asking: true });
  return inTurn(customerId, async () => {
    if (get(customerId)?.page.olderCached === 0) await askBackend(customerId);
    const before = firstOf(get(customerId)?.page.items ?? []);
    const page = await bridge.call('timeline.page', { customerId, ...(before ? { before } : {}), limit: PAGE * 2 });
    replacePage(customerId, have => (before ? joinOlder(have, page) : page));
    put(customerId, { asking: false });
  });
}

async function askBackend(customerId: string): Promise<void> {
  try {
    const completeness = await bridge.call('timeline.older', { customerId });
    const { facets } = await bridge.call('customer.open', { customerId, limit: 1 });
    put(customerId, { completeness, facets, olderFault: null });
  } catch (error) {
    put(customerId, { olderFault: Fault.from(error).code });
  }
}

export function loadNewer(customerId: string): Promise<void> {
  if (!get(customerId)?.page.newerCached) return Promise.resolve();
  return inTurn(customerId, async () => {
    const after = lastOf(get(customerId)?.page.items ?? []);
    if (!after || !get(customerId)?.page.newerCached) return;
    const page = await bridge.call('timeline.page', { customerId, after, limit: PAGE * 2 });
    replacePage(customerId, have => joinNewer(have, page));
  });
}

/** Holds the newest page, so that its end can be scrolled to. */
export function loadNewest(customerId: string): Promise<void> {
  put(customerId, { arrived: 0 });
  if (!get(customerId)?.page.newerCached) return Promise.resolve();
  return inTurn(customerId, async () => {
    const page = await bridge.call('timeline.page', { customerId, limit: PAGE });
    replacePage(customerId, () => page);
  });
}

/** Holds the entry and its neighbours. False: it is not among the entries, because the filter hides it or it is not here. */
export async function loadAround(customerId: string, entryId: string): Promise<boolean> {
  const holds = () => get(customerId)?.page.items.some(item => item.entry.id === entryId) ?? false;
  if (holds()) return true;
  await inTurn(customerId, async () => {
    if (holds()) return;
    const page = await bridge.call('timeline.page', { customerId, around: entryId, limit: PAGE });
    if (page.items.some(item => item.entry.id === entryId)) replacePage(customerId, () => page);
  });
  return holds();
}

/** The filter is kept for the agent, so other customers' pages under the old one are let go. */
export function setTimelineFilter(customerId: string, filter: TimelineFilter): Promise<void> {
  return inTurn(customerId, async () => {
    const answer = await bridge.call('timeline.filter', { customerId, filter });
    inView.delete(customerId);
    useConversations.setState({ byCustomer: { [customerId]: opened(answer) } });
  });
}

export const sawNewest = (customerId: string): void => {
  if (get(customerId)?.arrived) put(customerId, { arrived: 0 });
};

const watched = new Map<string, number>();
let stopListening: (() => void) | null = null;

/** Of those on screen the core is asked at once, of the others when they are shown again. */
function hear(push: Push): void {
  if (!('customerId' in push)) return;
  current.delete(push.customerId);
  if (watched.has(push.customerId)) void refreshConversation(push.customerId);
}

/** Not between two customers, of whom one goes in the moment in which the other comes. */
function stopUnlessWatched(): void {
  if (watched.size > 0) return;
  stopListening?.();
  stopListening = null;
  current.clear();
}

/** Keeps a customer's data current until the answer is called. */
export function watchConversation(customerId: string): () => void {
  watched.set(customerId, (watched.get(customerId) ?? 0) + 1);
  stopListening ??= bridge.onPush(hear);
  return () => {
    const left = (watched.get(customerId) ?? 1) - 1;
    if (left > 0) watched.set(customerId, left);
    else watched.delete(customerId);
    queueMicrotask(stopUnlessWatched);
  };
}
