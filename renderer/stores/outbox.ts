import { create } from 'zustand';
import type { OutboxItem } from '../../shared/contract/bridge.ts';
import { bridge } from '../bridge/bridge.ts';
import { reloader, unlessOffline } from './load.ts';
import { sameById } from './same.ts';

type OutboxState = { readonly items: readonly OutboxItem[] };

export const useOutbox = create<OutboxState>()(() => ({ items: [] }));
export const outboxItems = (state: OutboxState) => state.items;

export type OwnWords = OutboxItem & { readonly kind: 'reply.send' | 'note.add' };
const isOwnWords = (item: OutboxItem): item is OwnWords => item.kind === 'reply.send' || item.kind === 'note.add';
/** Replies and notes that the backend did not take. */
export const refusedWordsIn = (items: readonly OutboxItem[]): readonly OwnWords[] =>
  items.filter(item => item.state === 'refused').filter(isOwnWords);

export const loadOutbox = reloader(async () => {
  const now = await bridge.call('outbox.read', {});
  useOutbox.setState(({ items }) => ({ items: sameById(items, now, ({ commandId }) => commandId) }));
}, unlessOffline);

/** Discards a refused command once its refusal has been read. */
export async function dropCommand(commandId: string): Promise<void> {
  await bridge.call('outbox.takeBack', { commandId, discard: true });
}
