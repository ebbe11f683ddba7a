import { create } from 'zustand';
import type { Connection, Notice } from '../../shared/contract/bridge.ts';
import { bridge } from '../bridge/bridge.ts';
import { isHostGone, isStranger } from '../text/host.ts';
import { reloader, unlessOffline } from './load.ts';

type ConnectionState = {
  readonly connection: Connection | null;
  readonly notices: readonly Notice[];
  /** A secret was typed, and the backend has not let this desk in since. */
  readonly signingIn: boolean;
};

export const useConnection = create<ConnectionState>()(() => ({ connection: null, notices: [], signingIn: false }));
export const connectionOf = (state: ConnectionState) => state.connection;
/** Its state alone; null: not told yet. The rest of it moves with each page of the log. */
export const connectionState = (state: ConnectionState) => state.connection?.state ?? null;
export const noticesOf = (state: ConnectionState) => state.notices;

export const tellConnection = (connection: Connection): void =>
  useConnection.setState(({ signingIn }) => ({ connection, signingIn: signingIn && !isIn(connection) }));
const isIn = ({ state }: Connection): boolean => isConnected(state);
/** Not told yet counts as so. */
export const isConnected = (state: Connection['state'] | null): boolean =>
  state === null || state === 'live' || state === 'catching-up';
export const hasNetworkIn = (state: ConnectionState): boolean => isConnected(connectionState(state));
/** There is no program behind this page, or one that does not know it: nothing of it is sent or kept. */
export const isAloneIn = ({ connection }: ConnectionState): boolean =>
  connection !== null && (isHostGone(connection.reason) || isStranger(connection.reason));
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
/** The secret goes to the core, and is kept nowhere here. */
export async function signIn(secret: string): Promise<void> {
  useConnection.setState({ signingIn: true });
  tellConnection(await bridge.call('session.signIn', { secret }));
}
export async function dismissNotice(at: number): Promise<void> {
  useConnection.setState({ notices: await bridge.call('notices.dismiss', { at }) });
}
