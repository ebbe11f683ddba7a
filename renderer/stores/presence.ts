import { create } from 'zustand';
import type { AskedPresence, Presence } from '../../shared/domain/presence.ts';
import { bridge } from '../bridge/bridge.ts';
import { reloader, unlessOffline } from './load.ts';

type PresenceState = { readonly presence: Presence | null };

export const usePresence = create<PresenceState>()(() => ({ presence: null }));
export const presenceOf = (state: PresenceState) => state.presence;

export const loadPresence = reloader(
  async () => usePresence.setState({ presence: await bridge.call('presence.read', {}) }),
  unlessOffline,
);

export async function askPresence(asked: AskedPresence): Promise<void> {
  await bridge.call('presence.set', asked);
}
