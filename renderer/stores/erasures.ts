// Customers who were erased, as far as a screen asks for them; and the one whom a lead is about to have erased.
import { create } from 'zustand';
import type { OutboxItem } from '../../shared/contract/bridge.ts';
import type { Erasure } from '../../shared/domain/erasure.ts';
import { bridge } from '../bridge/bridge.ts';
import { forgetBegun, hasBegun } from './begun.ts';
import { forgetDrafts, hasDrafts } from './drafts.ts';
import { emptyHits, hasHitsOf } from './erased-hits.ts';
import { forgetLeftWords, hasLeftWordsOf } from './left-words.ts';

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
  if (erasure) {
    forgetDrafts(customerId);
    forgetBegun(customerId);
    forgetLeftWords(customerId);
    emptyHits(customerId);
  }
  useErasures.setState(({ known }) => ({ known: { ...known, [customerId]: erasure } }));
}

const hasWordsOf = (customerId: string): boolean =>
  hasDrafts(customerId) || hasBegun(customerId) || hasHitsOf(customerId) || hasLeftWordsOf(customerId);

/** Words in memory, written or found, go with their customer, whoever is on the screen. Returns what ends it. */
export const watchErasures = (): (() => void) =>
  bridge.onPush(push => {
    if (push.topic === 'customer' && hasWordsOf(push.customerId)) void loadErasure(push.customerId);
  });

/** A lead has ordered it, and it is not done yet. What was refused can be ordered again. */
export const isOrdered =
  (customerId: string) =>
  ({ items }: { readonly items: readonly OutboxItem[] }): boolean => {
    const order = items.findLast(item => item.kind === 'customer.erase' && item.customerId === customerId);
    return order !== undefined && order.state !== 'refused';
  };
