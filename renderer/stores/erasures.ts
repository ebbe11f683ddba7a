// Customers who were erased, as far as a screen asks for them; and the one whom a lead is about to have erased.
import { create } from 'zustand';
import type { OutboxItem } from '../../shared/contract/bridge.ts';
import type { Erasure } from '../../shared/domain/erasure.ts';
import { bridge } from '../bridge/bridge.ts';
import { forgetDrafts, useDrafts, writingsOf } from './drafts.ts';

type Erasures = {
  /** Null: not erased, as far as this desk knows; left out: not asked yet. */
  readonly known: Readonly<Record<string, Erasure | null>>;
  /** Whom the question on the screen is about. */
  readonly asking: string | null;
};

export const useErasures = create<Erasures>()(() => ({ known: {}, asking: null }));
export const erasureOf = (customerId: string) => (state: Erasures) => state.known[customerId];
export const askErase = (customerId: string | null): void => useErasures.setState({ asking: customerId });

/** Asked when a customer cannot be shown: the answer says whether that is why. */
export async function loadErasure(customerId: string): Promise<void> {
  const erasure = await bridge.call('customer.erasure', { customerId }).catch(() => null);
  if (erasure) forgetDrafts(customerId);
  useErasures.setState(({ known }) => ({ known: { ...known, [customerId]: erasure } }));
}

/** Words in memory go with their customer, whoever is on the screen. Returns what ends it. */
export const watchErasures = (): (() => void) =>
  bridge.onPush(push => {
    if (push.topic !== 'customer') return;
    const { reply, note } = writingsOf(push.customerId)(useDrafts.getState());
    if (reply.text !== '' || note.text !== '') void loadErasure(push.customerId);
  });

/** What became of a lead's order, while it is not done. */
export const orderOf =
  (customerId: string) =>
  ({ items }: { readonly items: readonly OutboxItem[] }): OutboxItem | undefined =>
    items.findLast(item => item.kind === 'customer.erase' && item.customerId === customerId);
