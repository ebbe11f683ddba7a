import { create } from 'zustand';
import type { OutboxItem } from '../../shared/contract/bridge.ts';
import { bridge } from '../bridge/bridge.ts';
import { loadOutFiles } from '../stores/out-files.ts';

/** Words that came back out of the outbox, for the composer of that customer to take up. `n` grows with each. */
export type TakenBack = {
  readonly customerId: string;
  readonly mode: 'reply' | 'note';
  readonly text: string;
  readonly n: number;
};
export const useTakenBack = create<{ readonly last: TakenBack | null }>()(() => ({ last: null }));

/** Sends a refused command again, under the same id. */
export const retryWords = (commandId: string): Promise<unknown> => bridge.call('outbox.retry', { commandId });

/** Takes words back that have not left, or a refused command's; they go into the composer, never away. */
export async function takeBackWords({ commandId, customerId, kind }: OutboxItem): Promise<void> {
  const { text } = await bridge.call('outbox.takeBack', { commandId });
  if (text === null || customerId === null) return;
  const mode = kind === 'reply.send' ? 'reply' : 'note';
  useTakenBack.setState(({ last }) => ({ last: { customerId, mode, text, n: (last?.n ?? 0) + 1 } }));
  // Its files are the draft's again; the words do not wait for them.
  await loadOutFiles(customerId);
}
