// What the core has told of each timeline that is or was on screen, by its key: the customer's id, or see `keyOf`. A window
// of entries is held, never more than was scrolled through; a push makes the core be asked again for what is in view.
import { create } from 'zustand';
import type { Opened, Place, Push, TimelineFilter, TimelineItem, TimelinePage } from '../../shared/contract/bridge.ts';
import { FIRST_PAGE } from '../../shared/contract/bridge/timeline.ts';
import { Fault, type FaultCode } from '../../shared/lib/fault.ts';
import { bridge } from '../bridge/bridge.ts';
import { whenPaced } from './conversation-pace.ts';
import { forgetPicks } from './picks.ts';
import { askOf, customerOf } from './scope.ts';
import { arrivedBelow, joinNewer, joinOlder, keepSame, sameWhereEqual, windowAsk } from './conversation-window.ts';

export type Conversation = Opened & {
  /** The name of this timeline among those that are held. */
  readonly key: string;
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
export const conversationOf = (key: string) => (state: Conversations) => state.byCustomer[key];
export const conversationFault = (key: string) => (state: Conversations) => state.faults[key];

/** First and last place in view, told by the timeline; not state, because nothing is drawn from it. */
const inView = new Map<string, { first: Place; last: Place }>();
export const tellInView = (key: string, first: Place, last: Place): void => {
  inView.set(key, { first, last });
};

const get = (key: string): Conversation | undefined => useConversations.getState().byCustomer[key];

/** What says the same as before stays the same object, so that only what has changed is drawn again. */
function put(key: string, change: Partial<Conversation> | Conversation): void {
  useConversations.setState(state => {
    const { [key]: before, ...rest } = state.byCustomer;
    const others = Object.keys(rest).length >= KEPT ? without(rest, Object.keys(rest)[0]!) : rest;
    return { byCustomer: { ...others, [key]: { ...before, ...change } as Conversation } };
  });
}

const without = <T>(record: Readonly<Record<string, T>>, key: string): Readonly<Record<string, T>> =>
  Object.fromEntries(Object.entries(record).filter(([name]) => name !== key));

/** One request after the other for each customer, so that pages are joined to what they were asked for. */
const turns = new Map<string, Promise<void>>();
function inTurn(key: string, task: () => Promise<void>): Promise<void> {
  const turn = (turns.get(key) ?? Promise.resolve()).then(async () => {
    try {
      await task();
      useConversations.setState(state => (key in state.faults ? { faults: without(state.faults, key) } : state));
    } catch (error) {
      failed(key, Fault.from(error).code);
    }
  });
  turns.set(key, turn);
  return turn;
}

/** Rights that are gone take what was shown with them; any other fault leaves the screen as it is and says so. */
function failed(key: string, code: FaultCode): void {
  const gone = code === 'denied' || code === 'not-found';
  if (gone) forgetPicks(customerOf(key));
  current.delete(key);
  useConversations.setState(state => ({
    byCustomer: gone ? without(state.byCustomer, key) : state.byCustomer,
    faults: { ...state.faults, [key]: code },
  }));
  if (get(key)) put(key, { asking: false });
}

const opened = (key: string, answer: Opened): Conversation => ({
  ...answer,
  key,
  arrived: 0,
  asking: false,
  olderFault: null,
});

/** Customers of whom nothing has changed since the core was asked, because its pushes have been heard all the while. */
const current = new Set<string>();
/** First questions that are under way, by customer and entry. */
const opening = new Map<string, Promise<void>>();

/** Shows a customer: what is held already at once, and what has changed since as soon as the core has said it. */
export function openConversation(key: string, at?: string): Promise<void> {
  const held = get(key);
  if (held && (!at || held.page.items.some(item => item.entry.id === at))) {
    if (!current.has(key)) return refreshConversation(key);
    useConversations.setState(({ byCustomer }) => ({
      byCustomer: { ...without(byCustomer, key), [key]: held },
    }));
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
  if (get(id)) return void openConversation(id);
  stopListening ??= bridge.onPush(hear);
  current.add(id);
  put(id, opened(id, answer));
}

async function askFirst(key: string, at?: string): Promise<void> {
  stopListening ??= bridge.onPush(hear);
  current.add(key);
  const answer = await bridge.call('customer.open', { ...askOf(key), ...(at ? { at } : {}), limit: FIRST_PAGE });
  put(key, opened(key, answer));
}

const waiting = new Set<string>();
/** Asks again for what is in view. Pushes that come while a question waits are answered by it. */
export function refreshConversation(key: string): Promise<void> {
  if (waiting.has(key)) return turns.get(key) ?? Promise.resolve();
  waiting.add(key);
  return inTurn(key, async () => {
    await whenPaced(key);
    waiting.delete(key);
    const held = get(key);
    if (!held) return askFirst(key);
    stopListening ??= bridge.onPush(hear);
    current.add(key);
    const [around, page] = await Promise.all([
      bridge.call('customer.open', { ...askOf(key), limit: 1 }),
      bridge.call('timeline.page', { ...askOf(key), ...windowAsk(held.page, inView.get(key)) }),
    ]);
    const now = get(key);
    if (!now) return;
    const arrived = now.arrived + arrivedBelow(now.page, page);
    const next = { ...now, ...around, page: keepSame(now.page, page), arrived };
    const kept = sameWhereEqual(now, next);
    if (kept !== now) put(key, kept);
  });
}

const firstOf = (items: readonly TimelineItem[]): Place | undefined => {
  const entry = items[0]?.entry;
  return entry && { at: entry.at, id: entry.id };
};
const lastOf = (items: readonly TimelineItem[]): Place | undefined => firstOf(items.slice(-1));

const replacePage = (key: string, join: (held: TimelinePage) => TimelinePage): void => {
  const held = get(key);
  if (held) put(key, { page: join(held.page) });
};

/** The next older page: from the cache, else the backend is asked for it first. */
export function loadOlder(key: string): Promise<void> {
  const held = get(key);
  if (!held || held.asking) return Promise.resolve();
  if (held.page.olderCached === 0 && held.completeness.older === 0) return Promise.resolve();
  put(key, { asking: true });
  return inTurn(key, async () => {
    if (get(key)?.page.olderCached === 0) await askBackend(key);
    const before = firstOf(get(key)?.page.items ?? []);
    const page = await bridge.call('timeline.page', { ...askOf(key), ...(before ? { before } : {}), limit: PAGE * 2 });
    replacePage(key, have => (before ? joinOlder(have, page) : page));
    put(key, { asking: false });
  });
}

async function askBackend(key: string): Promise<void> {
  try {
    const completeness = await bridge.call('timeline.older', { customerId: customerOf(key) });
    const { facets } = await bridge.call('customer.open', { ...askOf(key), limit: 1 });
    put(key, { completeness, facets, olderFault: null });
  } catch (error) {
    put(key, { olderFault: Fault.from(error).code });
  }
}

export function loadNewer(key: string): Promise<void> {
  if (!get(key)?.page.newerCached) return Promise.resolve();
  return inTurn(key, async () => {
    const after = lastOf(get(key)?.page.items ?? []);
    if (!after || !get(key)?.page.newerCached) return;
    const page = await bridge.call('timeline.page', { ...askOf(key), after, limit: PAGE * 2 });
    replacePage(key, have => joinNewer(have, page));
  });
}

/** Holds the newest page, so that its end can be scrolled to. */
export function loadNewest(key: string): Promise<void> {
  put(key, { arrived: 0 });
  if (!get(key)?.page.newerCached) return Promise.resolve();
  return inTurn(key, async () => {
    const page = await bridge.call('timeline.page', { ...askOf(key), limit: PAGE });
    replacePage(key, () => page);
  });
}

/** Holds the entry and its neighbours. False: it is not among the entries, because the filter hides it or it is not here. */
export async function loadAround(key: string, entryId: string): Promise<boolean> {
  const holds = () => get(key)?.page.items.some(item => item.entry.id === entryId) ?? false;
  if (holds()) return true;
  await inTurn(key, async () => {
    if (holds()) return;
    const page = await bridge.call('timeline.page', { ...askOf(key), around: entryId, limit: PAGE });
    if (page.items.some(item => item.entry.id === entryId)) replacePage(key, () => page);
  });
  return holds();
}

/** The filter is kept for the agent, so pages under the old one are let go; what else is on the screen is asked for anew. */
export function setTimelineFilter(key: string, filter: TimelineFilter): Promise<void> {
  const customerId = customerOf(key);
  return inTurn(key, async () => {
    const answer = await bridge.call('timeline.filter', { customerId, filter });
    const others = [...watched.keys()].filter(other => other !== customerId);
    const at = new Map(others.map(other => [other, other === key ? undefined : inView.get(other)?.last.id]));
    inView.clear();
    current.clear();
    current.add(customerId);
    useConversations.setState({ byCustomer: { [customerId]: opened(customerId, answer) } });
    for (const other of others) void openConversation(other, at.get(other));
  });
}

export const sawNewest = (key: string): void => {
  if (get(key)?.arrived) put(key, { arrived: 0 });
};

const watched = new Map<string, number>();
let stopListening: (() => void) | null = null;

/** Of those on screen the core is asked at once, of the others when they are shown again. */
function hear(push: Push): void {
  if (!('customerId' in push)) return;
  for (const key of [...current, ...watched.keys()]) {
    if (customerOf(key) !== push.customerId) continue;
    current.delete(key);
    if (watched.has(key)) void refreshConversation(key);
  }
}

/** Not between two customers, of whom one goes in the moment in which the other comes. */
function stopUnlessWatched(): void {
  if (watched.size > 0) return;
  stopListening?.();
  stopListening = null;
  current.clear();
}

/** Keeps a timeline's data current until the answer is called. */
export function watchConversation(key: string): () => void {
  watched.set(key, (watched.get(key) ?? 0) + 1);
  stopListening ??= bridge.onPush(hear);
  return () => {
    const left = (watched.get(key) ?? 1) - 1;
    if (left > 0) watched.set(key, left);
    else watched.delete(key);
    queueMicrotask(stopUnlessWatched);
  };
}
