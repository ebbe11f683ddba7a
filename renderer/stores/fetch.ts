// History that is being fetched whole, by customer.
import { create } from 'zustand';
import type { Fetched, FetchState } from '../../shared/contract/bridge/fetch.ts';
import { bridge } from '../bridge/bridge.ts';
import { reloader, unlessOffline } from './load.ts';

export const useFetch = create<FetchState>()(() => ({ running: false, customers: [] }));

export const loadFetch = reloader(async () => useFetch.setState(await bridge.call('fetch.read', {})), unlessOffline);

/** Asks for all that is missing of these customers; what comes is told by pushes. */
export const startFetch = async (customerIds: readonly string[]): Promise<void> =>
  useFetch.setState(await bridge.call('fetch.start', { customerIds: [...customerIds] }));
export const stopFetch = async (customerIds: readonly string[]): Promise<void> =>
  useFetch.setState(await bridge.call('fetch.stop', { customerIds: [...customerIds] }));

const isOpen = ({ state }: Fetched): boolean => state === 'waiting' || state === 'running';

export type FetchSum = {
  /** Customers who are still waited for. */
  readonly open: number;
  readonly loaded: number;
  readonly left: number;
  readonly fault: Fetched['fault'];
};

/** What has become of a wish for these customers; null: none of them was asked for. */
export function fetchSum({ customers }: FetchState, customerIds: readonly string[]): FetchSum | null {
  const own = customers.filter(({ customerId }) => customerIds.includes(customerId));
  if (own.length === 0) return null;
  return {
    open: own.filter(isOpen).length,
    loaded: own.reduce((sum, { loaded }) => sum + loaded, 0),
    left: own.reduce((sum, { left }) => sum + (left ?? 0), 0),
    fault: own.find(({ fault }) => fault !== null)?.fault ?? null,
  };
}
