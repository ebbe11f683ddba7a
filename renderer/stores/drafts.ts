// What is being written to each customer: a reply and a note, apart, so that neither can become the other.
// The core keeps both too, so that a crash costs the last second at most.
import { create } from 'zustand';
import type { Draft } from '../../shared/contract/bridge.ts';
import { bridge } from '../bridge/bridge.ts';
import { failureWords } from '../text/shell.ts';
import { attempt } from './failures.ts';
import { dropKeeping, keepSoon } from './keep-writing.ts';

export type Mode = Draft['mode'];
/** `target` null: the one that the conversation suggests. `subject`, `mail` null: as the thread has them. */
export type Written = Omit<Draft, 'mode' | 'savedAt'> & { readonly isKept: boolean };
export type Writings = { readonly mode: Mode } & Readonly<Record<Mode, Written>>;
type Drafts = { readonly byCustomer: Readonly<Record<string, Writings>> };

const EMPTY: Written = { text: '', target: null, subject: null, mail: null, thread: null, isKept: true };
const NOTHING: Writings = { mode: 'reply', reply: EMPTY, note: EMPTY };

export const useDrafts = create<Drafts>()(() => ({ byCustomer: {} }));
export const writingsOf =
  (customerId: string) =>
  (drafts: Drafts): Writings =>
    drafts.byCustomer[customerId] ?? NOTHING;
/** Before that nothing may be written: it would stand in the way of what was kept. */
export const isLoaded =
  (customerId: string) =>
  (drafts: Drafts): boolean =>
    drafts.byCustomer[customerId] !== undefined;

function put(customerId: string, change: (writings: Writings) => Writings): void {
  useDrafts.setState(drafts => ({
    byCustomer: { ...drafts.byCustomer, [customerId]: change(writingsOf(customerId)(drafts)) },
  }));
}
const putWritten = (customerId: string, mode: Mode, change: Partial<Written>): void =>
  put(customerId, writings => ({ ...writings, [mode]: { ...writings[mode], ...change } }));

function writtenOf(draft: Draft | null): Written {
  if (!draft) return EMPTY;
  const { mode: _mode, savedAt: _savedAt, ...written } = draft;
  return { ...written, isKept: true };
}

/** Reads what the core kept, once. Where it cannot be read that is said, and writing begins afresh. */
export async function loadDrafts(customerId: string): Promise<void> {
  if (isLoaded(customerId)(useDrafts.getState())) return;
  await attempt(failureWords.draftRead, async () => {
    const { mode, reply, note } = await bridge.call('draft.read', { customerId });
    if (isLoaded(customerId)(useDrafts.getState())) return;
    put(customerId, () => ({ mode, reply: writtenOf(reply), note: writtenOf(note) }));
  });
  put(customerId, writings => writings);
}

/** Shows the other draft, at once where both are here; which one was last shown is remembered. */
export function setMode(customerId: string, mode: Mode): void {
  const drafts = useDrafts.getState();
  if (!isLoaded(customerId)(drafts)) return void loadDrafts(customerId).then(() => setMode(customerId, mode));
  if (writingsOf(customerId)(drafts).mode === mode) return;
  put(customerId, writings => ({ ...writings, mode }));
  void attempt(failureWords.draft, () => bridge.call('draft.mode', { customerId, mode }));
}

const nameOf = (customerId: string, mode: Mode): string => `${mode} ${customerId}`;

/** What the agent changes; written down soon, and by `saveDraft` at once. */
export function write(customerId: string, mode: Mode, change: Partial<Omit<Written, 'isKept'>>): void {
  putWritten(customerId, mode, { ...change, isKept: false });
  keepSoon(nameOf(customerId, mode), () => void keepDraft(customerId, mode));
}

/** Answers once the core has written down what stands there now. */
export async function saveDraft(customerId: string, mode: Mode): Promise<void> {
  dropKeeping(nameOf(customerId, mode));
  const written = useDrafts.getState().byCustomer[customerId]?.[mode];
  if (!written || written.isKept) return;
  const { isKept: _isKept, ...draft } = written;
  await bridge.call('draft.write', { customerId, mode, ...draft });
  if (useDrafts.getState().byCustomer[customerId]?.[mode] === written) putWritten(customerId, mode, { isKept: true });
}

/** The same, where nobody waits for the answer; a failure is said. */
export const keepDraft = (customerId: string, mode: Mode): Promise<boolean> =>
  attempt(failureWords.draft, () => saveDraft(customerId, mode));

/** The words have become a command; the core has removed its own copy in the same breath. */
export function clearDraft(customerId: string, mode: Mode): void {
  dropKeeping(nameOf(customerId, mode));
  putWritten(customerId, mode, EMPTY);
}

/** The customer was erased: what was being written to them goes, also from memory. */
export function forgetDrafts(customerId: string): void {
  for (const mode of ['reply', 'note'] as const) dropKeeping(nameOf(customerId, mode));
  put(customerId, () => NOTHING);
}
