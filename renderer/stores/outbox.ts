// Commands of this desk on their way. The words of a reply are in the timeline; here is what became of the commands.
import { create } from 'zustand';
import type { OutboxItem } from '../../shared/contract/bridge.ts';
import { bridge } from '../bridge/bridge.ts';
import { returnWords } from './drafts.ts';

export const useOutbox = create<{ readonly items: readonly OutboxItem[] }>()(() => ({ items: [] }));

const NEWEST_FIRST = (a: OutboxItem, b: OutboxItem): number => b.at - a.at;

/** The newest reply or note for a customer; null: none under way. */
export const wordsFor = (customerId: string) => (state: { readonly items: readonly OutboxItem[] }) =>
  newest(state.items.filter(item => item.customerId === customerId && isWords(item)));

const isWords = ({ kind }: OutboxItem): boolean => kind === 'reply.send' || kind === 'note.add';
const newest = (items: readonly OutboxItem[]): OutboxItem | null => items.toSorted(NEWEST_FIRST)[0] ?? null;

export const refusedCommands = (items: readonly OutboxItem[]): readonly OutboxItem[] =>
  items.filter(item => item.state === 'refused' && !isWords(item));

export async function loadOutbox(): Promise<void> {
  useOutbox.setState({ items: await bridge.call('outbox.read', {}) });
}

/** Cancels words that have not left, or discards refused ones, and puts them back into the composer. */
export async function takeBackWords(item: Pick<OutboxItem, 'commandId' | 'customerId' | 'kind'>): Promise<void> {
  const { text } = await bridge.call('outbox.takeBack', { commandId: item.commandId });
  if (text && item.customerId) await returnWords(item.customerId, text, item.kind === 'note.add' ? 'note' : 'reply');
}

export async function retryCommand(commandId: string): Promise<void> {
  await bridge.call('outbox.retry', { commandId });
}

export async function dropCommand(commandId: string): Promise<void> {
  await bridge.call('outbox.takeBack', { commandId });
}
