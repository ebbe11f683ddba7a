import { create } from 'zustand';
import type { AskedPresence, Presence } from '../../shared/domain/presence.ts';
import { bridge } from '../bridge/bridge.ts';

/** `asked`: written to the outbox and not yet back by the feed. */
type State = { readonly presence: Presence | null; readonly asked: AskedPresence | null };

export const usePresence = create<State>()(() => ({ presence: null, asked: null }));

/** What is asked for and not yet so: by this desk just now, or kept by the backend until the contact ends. */
export const pendingPresence = ({ presence, asked }: State): AskedPresence | null => asked ?? presence?.pending ?? null;

export async function loadPresence(): Promise<void> {
  usePresence.setState({ presence: await bridge.call('presence.read', {}), asked: null });
}

export async function askPresence(asked: AskedPresence): Promise<void> {
  usePresence.setState({ asked });
  try {
    await bridge.call('presence.set', asked);
  } catch (error) {
    usePresence.setState({ asked: null });
    throw error;
  }
}
