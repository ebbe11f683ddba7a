// What the core has told of each timeline that is or was on screen, by its key: the customer's id, or see `keyOf`. A window
// of entries is held, never more than was scrolled through.
import { create } from 'zustand';
import type { Opened, TimelinePage } from '../../shared/contract/bridge.ts';
import type { Customer } from '../../shared/domain/customer.ts';
import type { FaultCode } from '../../shared/lib/fault.ts';

export type Conversation = Opened & {
  /** The name of this timeline among those that are held. */
  readonly key: string;
  /** Older entries are being asked for, from the cache or from the backend. */
  asking: boolean;
  /** Why the last attempt to get older entries failed. */
  olderFault: FaultCode | null;
};
type Conversations = {
  readonly byKey: Readonly<Record<string, Conversation>>;
  readonly faults: Readonly<Record<string, FaultCode>>;
};

/** Conversations kept for coming back to, a full desk's and some more; the least lately used goes first. */
const KEPT = 40;

export const useConversations = create<Conversations>()(() => ({ byKey: {}, faults: {} }));
export const conversationOf = (key: string) => (state: Conversations) => state.byKey[key];
export const conversationFault = (key: string) => (state: Conversations) => state.faults[key];
/** A customer, where any timeline of theirs is held: all of it, or one case read by itself. */
export const customerHeld =
  (customerId: string) =>
  ({ byKey }: Conversations): Customer | undefined =>
    (byKey[customerId] ?? Object.values(byKey).find(({ customer }) => customer.id === customerId))?.customer;

export const heldConversation = (key: string): Conversation | undefined => useConversations.getState().byKey[key];

export const asOpened = (key: string, answer: Opened): Conversation => ({
  ...answer,
  key,
  asking: false,
  olderFault: null,
});

const without = <T>(record: Readonly<Record<string, T>>, key: string): Readonly<Record<string, T>> =>
  Object.fromEntries(Object.entries(record).filter(([name]) => name !== key));

/** What says the same as before stays the same object, so that only what has changed is drawn again. */
export function putConversation(key: string, change: Partial<Conversation> | Conversation): void {
  useConversations.setState(state => {
    const { [key]: before, ...rest } = state.byKey;
    const others = Object.keys(rest).length >= KEPT ? without(rest, Object.keys(rest)[0]!) : rest;
    return { byKey: { ...others, [key]: { ...before, ...change } as Conversation } };
  });
}

export const replacePage = (key: string, join: (held: TimelinePage) => TimelinePage): void => {
  const held = heldConversation(key);
  if (held) putConversation(key, { page: join(held.page) });
};

/** It is on the screen again: the others are let go of before it. */
export const putLast = (held: Conversation): void =>
  useConversations.setState(({ byKey }) => ({ byKey: { ...without(byKey, held.key), [held.key]: held } }));

export const letGoOfOthers = (kept: Conversation): void => useConversations.setState({ byKey: { [kept.key]: kept } });

/** `isGone`: what was shown goes; else it stays as it is. */
export function putFault(key: string, code: FaultCode, isGone: boolean): void {
  useConversations.setState(state => ({
    byKey: isGone ? without(state.byKey, key) : state.byKey,
    faults: { ...state.faults, [key]: code },
  }));
  if (heldConversation(key)) putConversation(key, { asking: false });
}

export const clearFault = (key: string): void =>
  useConversations.setState(state => (key in state.faults ? { faults: without(state.faults, key) } : state));
