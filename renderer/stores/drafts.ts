// What is being written to each customer. The core keeps it too, so that a crash costs the last second at most.
import { create } from 'zustand';
import type { Draft } from '../../shared/contract/bridge.ts';
import { bridge } from '../bridge/bridge.ts';
import { failureWords } from '../text/shell.ts';
import { attempt } from './failures.ts';

export type Mode = Draft['mode'];
export type Writing = Pick<Draft, 'mode' | 'text' | 'target'>;
type Held = Writing & { readonly isKept: boolean };
type Drafts = { readonly byCustomer: Readonly<Record<string, Held>> };

/** `target` null: the one that the conversation suggests. */
const EMPTY: Held = { mode: 'reply', text: '', target: null, isKept: true };
/** Milliseconds of rest after which what was typed is written down. */
const REST = 400;

export const useDrafts = create<Drafts>()(() => ({ byCustomer: {} }));
export const writingOf =
  (customerId: string) =>
  (drafts: Drafts): Writing =>
    drafts.byCustomer[customerId] ?? EMPTY;

const put = (customerId: string, change: Partial<Held>): void =>
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

/** What the agent changes; written down once they rest, and by `saveDraft` at once. */
export function write(customerId: string, change: Partial<Writing>): void {
  put(customerId, { ...change, isKept: false });
  clearTimeout(timers.get(customerId));
  const rested = () => void attempt(failureWords.draft, () => saveDraft(customerId));
  timers.set(customerId, setTimeout(rested, REST));
}

/** Answers once the core has written down what stands there now. */
export async function saveDraft(customerId: string): Promise<void> {
  clearTimeout(timers.get(customerId));
  const draft = useDrafts.getState().byCustomer[customerId];
  if (!draft || draft.isKept) return;
  const { mode, text, target } = draft;
  await bridge.call('draft.write', { customerId, mode, text, target });
  if (useDrafts.getState().byCustomer[customerId] === draft) put(customerId, { isKept: true });
}

/** The words have become a command; the core has removed its own copy in the same breath. */
export function clearDraft(customerId: string): void {
  clearTimeout(timers.get(customerId));
  put(customerId, { text: '', isKept: true });
}
