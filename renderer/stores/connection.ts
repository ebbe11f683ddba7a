// What the desk can honestly say about its connection, and the backend's clock by it.
import { create } from 'zustand';
import type { Connection } from '../../shared/contract/bridge.ts';
import { bridge } from '../bridge/bridge.ts';

const UNKNOWN: Connection = {
  state: 'connecting',
  since: null,
  completeTo: null,
  left: 0,
  queued: 0,
  setAside: 0,
  skewMs: 0,
  reason: null,
};

export const useConnection = create<Connection>()(() => UNKNOWN);

export const setConnection = (connection: Connection): void => useConnection.setState(connection);

export async function loadConnection(): Promise<void> {
  setConnection(await bridge.call('connection.read', {}));
}

export async function retryConnection(): Promise<void> {
  setConnection(await bridge.call('connection.retry', {}));
}

/** The backend's clock at a moment of this desk's clock, both in milliseconds since the Unix epoch. */
export const backendNow = (now: number): number => now + useConnection.getState().skewMs;
