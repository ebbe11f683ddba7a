import { create } from 'zustand';
import {
  type AskedPresence,
  AWAY,
  CONNECTION_LOST,
  isBusy,
  MISSED_OFFERS,
  type Presence,
} from '../../shared/domain/presence.ts';
import { bridge } from '../bridge/bridge.ts';
import { reloader, unlessOffline } from './load.ts';

type PresenceState = {
  readonly presence: Presence | null;
  /** Asked for at this desk; the backend has not answered by the feed. */
  readonly asked: AskedPresence | null;
};

export const usePresence = create<PresenceState>()(() => ({ presence: null, asked: null }));
export const presenceOf = (state: PresenceState) => state.presence;
/** What is not yet so: asked for just now, or kept by the backend until the contact ends. */
export function pendingPresence({ presence, asked }: PresenceState): AskedPresence | null {
  // During a contact Available takes back what waits: there is nothing pending then.
  if (asked?.state === 'available' && presence && isBusy(presence)) return null;
  return asked ?? presence?.pending ?? null;
}

const UNASKED: readonly (string | null)[] = [CONNECTION_LOST, AWAY, MISSED_OFFERS];
/** Not Ready without having asked for it, and nothing asked for since; null: it is not so. A notice tells it, with the way back. */
export const madeNotReady = ({ presence, asked }: PresenceState) =>
  presence?.state === 'not-ready' && UNASKED.includes(presence.reason) && asked === null ? presence : null;

/** Since when the last call is over and its after-contact work is not; null: it is not so. */
export const afterSince = ({ presence }: PresenceState) => (presence?.state === 'acw' ? presence.since : null);

/** The after-contact work that runs, where its queue gives it a time. */
export const timedAfter = ({ presence }: PresenceState) =>
  presence?.state === 'acw' && presence.after?.ms != null ? presence.after : null;

/** The same, where it has not been extended yet. */
export function extendable(state: PresenceState) {
  const after = timedAfter(state);
  return after && !after.extended ? after : null;
}

/** The time after a written contact, which is finished already; after a call, finishing it is the end. */
export const stoppable = (state: PresenceState) => {
  const after = timedAfter(state);
  return after?.written ? after : null;
};

export async function endAfter(workItemId: string): Promise<void> {
  await bridge.call('acw.end', { workItemId });
}

export async function extendAfter(workItemId: string): Promise<void> {
  await bridge.call('acw.extend', { workItemId });
}

export const loadPresence = reloader(
  async () => usePresence.setState({ presence: await bridge.call('presence.read', {}), asked: null }),
  unlessOffline,
);

export async function askPresence(asked: AskedPresence): Promise<void> {
  usePresence.setState({ asked });
  try {
    await bridge.call('presence.set', asked);
  } catch (error) {
    usePresence.setState({ asked: null });
    throw error;
  }
}
