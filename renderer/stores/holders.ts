// Who holds the unfinished work of the customers on the screen, as far as this desk knows.
import { create } from 'zustand';
import type { WorkItem } from '../../shared/domain/work.ts';
import { Fault } from '../../shared/lib/fault.ts';
import { bridge } from '../bridge/bridge.ts';
import { unlessOffline } from './load.ts';

type Holders = { readonly byCustomer: Readonly<Record<string, readonly WorkItem[]>> };

export const useHolders = create<Holders>()(() => ({ byCustomer: {} }));
const NONE: readonly WorkItem[] = [];
export const workOf =
  (customerId: string) =>
  ({ byCustomer }: Holders): readonly WorkItem[] =>
    byCustomer[customerId] ?? NONE;

export async function loadHolders(customerId: string): Promise<void> {
  try {
    const items = await bridge.call('work.ofCustomer', { customerId });
    useHolders.setState(({ byCustomer }) => ({ byCustomer: { ...byCustomer, [customerId]: items } }));
  } catch (error) {
    unlessOffline(Fault.from(error));
  }
}

/** Work has changed hands somewhere: of those who were asked about it is asked again. */
export function holdersMayHaveChanged(): void {
  for (const customerId of Object.keys(useHolders.getState().byCustomer)) void loadHolders(customerId);
}
/** Nobody looks at them any more. */
export const forgetHolders = (customerId: string): void =>
  useHolders.setState(({ byCustomer }) => ({
    byCustomer: Object.fromEntries(Object.entries(byCustomer).filter(([id]) => id !== customerId)),
  }));
