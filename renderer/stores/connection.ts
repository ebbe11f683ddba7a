import { create } from 'zustand';
import type { Connection, Notice } from '../../shared/contract/bridge.ts';
import { bridge } from '../bridge/bridge.ts';
import { reloader, unlessOffline } from './load.ts';

type ConnectionState = { readonly connection: Connection | null; readonly notices: readonly Notice[] };

export const useConnection = create<ConnectionState>()(() => ({ connection: null, notices: [] }));
export const connectionOf = (state: ConnectionState) => state.connection;
export const noticesOf = (state: ConnectionState) => state.notices;

export const tellConnection = (connection: Connection): void => useConnection.setState({ connection });
/** The backend's time at a moment of this desk's clock, by the difference last told. Milliseconds since the epoch. */
export const backendNow = (now: number = Date.now()): number =>
  now + (useConnection.getState().connection?.skewMs ?? 0);

export const loadConnection = reloader(
  async () => tellConnection(await bridge.call('connection.read', {})),
  unlessOffline,
);
export const loadNotices = reloader(
  async () => useConnection.setState({ notices: await bridge.call('notices.read', {}) }),
  unlessOffline,
);

export async function retryConnection(): Promise<void> {
  tellConnection(await bridge.call('connection.retry', {}));
}
export async function dismissNotice(at: number): Promise<void> {
  useConnection.setState({ notices: await bridge.call('notices.dismiss', { at }) });
}
