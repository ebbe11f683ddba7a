// What is being written to each customer. The core keeps it too, so that a crash costs the last second at most.
import { create } from 'zustand';
import type { Draft, Input } from '../../shared/contract/bridge.ts';
import { bridge } from '../bridge/bridge.ts';

export type Mode = Draft['mode'];
export type ReplyTarget = Input<'reply.send'>['target'];
export type Written = {
  readonly mode: Mode;
  readonly text: string;
  /** Null: the one that the conversation suggests. */
  readonly target: ReplyTarget | null;
  readonly subject: string | null;
  readonly state: 'kept' | 'changed';
};
type Drafts = { readonly byCustomer: Readonly<Record<string, Written>> };

const EMPTY: Written = { mode: 'reply', text: '', target: null, subject: null, state: 'kept' };
/** Milliseconds of rest after which what was typed is written down. */
const REST = 400;

export const useDrafts = create<Drafts>()(() => ({ byCustomer: {} }));
export const draftOf = (customerId: string) => (drafts: Drafts) => drafts.byCustomer[customerId] ?? EMPTY;

const put = (customerId: string, change: Partial<Written>): void =>
  useDrafts.setState(({ byCustomer }) => ({
    byCustomer: { ...byCustomer, [customerId]: { ...(byCustomer[customerId] ?? EMPTY), ...change } },
  }));

/** Reads what the core kept, unless something was written here since. */
export async function loadDraft(customerId: string): Promise<void> {
  if (useDrafts.getState().byCustomer[customerId]) return;
  const kept = await bridge.call('draft.read', { customerId });
  if (kept && !useDrafts.getState().byCustomer[customerId]) {
    put(customerId, { mode: kept.mode, text: kept.text, target: kept.target });
  }
}

const timers = new Map<string, ReturnType<typeof setTimeout>>();

/** What the agent changes; written down once they rest, and by `keepDraft` at once. */
export function changeDraft(customerId: string, change: Partial<Omit<Written, 'state'>>): void {
  put(customerId, { ...change, state: 'changed' });
  clearTimeout(timers.get(customerId));
  timers.set(
    customerId,
    setTimeout(() => void keepDraft(customerId), REST),
  );
}

export async function keepDraft(customerId: string): Promise<void> {
  clearTimeout(timers.get(customerId));
  const draft = useDrafts.getState().byCustomer[customerId];
  if (!draft || draft.state === 'kept') return;
  const { mode, text, target } = draft;
  await bridge.call('draft.write', { customerId, mode, text, target });
  if (useDrafts.getState().byCustomer[customerId] === draft) put(customerId, { state: 'kept' });
}

/** The words have become a command; the core has removed its own copy in the same breath. */
export function clearDraft(customerId: string): void {
  clearTimeout(timers.get(customerId));
  put(customerId, { text: '', target: null, subject: null, state: 'kept' });
}

/** Words that came back from the outbox stand before what has been written since. */
export async function returnWords(customerId: string, words: string, mode: Mode): Promise<void> {
  const { text } = draftOf(customerId)(useDrafts.getState());
  changeDraft(customerId, { mode, text: text ? `${words}\n\n${text}` : words });
  await keepDraft(customerId);
}
