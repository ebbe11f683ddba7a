// What is being written of how a contact ended. The core keeps it too, so that a crash costs the last second at most.
import { create } from 'zustand';
import { bridge } from '../bridge/bridge.ts';
import { failureWords } from '../text/shell.ts';
import { attempt } from './failures.ts';
import { dropKeeping, keep, keepSoon } from './keep-writing.ts';

export type WrittenUp = { readonly text: string; readonly disposition: string | null; readonly isKept: boolean };
type WrapUps = { readonly byItem: Readonly<Record<string, WrittenUp>> };

const EMPTY: WrittenUp = { text: '', disposition: null, isKept: true };

export const useWrapUps = create<WrapUps>()(() => ({ byItem: {} }));
/** Undefined until the core has said what it kept: nothing may be written before that. */
export const writtenUp = (workItemId: string) => (state: WrapUps) => state.byItem[workItemId];

const put = (workItemId: string, written: WrittenUp): void =>
  useWrapUps.setState(({ byItem }) => ({ byItem: { ...byItem, [workItemId]: written } }));
const current = (workItemId: string): WrittenUp | undefined => useWrapUps.getState().byItem[workItemId];

/** Once for an item; where it cannot be read that is said, and writing begins afresh. */
export async function loadWrapUp(workItemId: string): Promise<void> {
  if (current(workItemId)) return;
  await attempt(failureWords.draftRead, async () => {
    const kept = await bridge.call('wrapUp.read', { workItemId });
    if (!current(workItemId)) put(workItemId, kept ? { ...kept, isKept: true } : EMPTY);
  });
  if (!current(workItemId)) put(workItemId, EMPTY);
}

const nameOf = (workItemId: string): string => `wrap-up ${workItemId}`;

/** Written down soon, and by `keepWrapUp` at once. */
export function writeUp(workItemId: string, change: Partial<Omit<WrittenUp, 'isKept'>>): void {
  put(workItemId, { ...(current(workItemId) ?? EMPTY), ...change, isKept: false });
  keepSoon(nameOf(workItemId), () => void keepWrapUp(workItemId));
}

async function saveWrapUp(workItemId: string): Promise<void> {
  const written = current(workItemId);
  if (!written || written.isKept) return;
  const { text, disposition } = written;
  await bridge.call('wrapUp.write', { workItemId, text, disposition });
  if (current(workItemId) === written) put(workItemId, { ...written, isKept: true });
}

/** Answers once the core has it; a failure is said. */
export const keepWrapUp = (workItemId: string): Promise<boolean> =>
  keep(nameOf(workItemId), () => saveWrapUp(workItemId));

/** It is a command now, and the core has removed its own copy; or another desk may have written since. */
export function forgetWrapUp(workItemId: string): void {
  dropKeeping(nameOf(workItemId));
  useWrapUps.setState(({ byItem: { [workItemId]: _gone, ...byItem } }) => ({ byItem }));
}

/** On its way as a command: nothing writes it down behind that. */
export function handOverWrapUp(workItemId: string): void {
  dropKeeping(nameOf(workItemId));
  const written = current(workItemId);
  if (written) put(workItemId, { ...written, isKept: true });
}
