import { create } from 'zustand';
import type { Output, Settings } from '../../shared/contract/bridge.ts';
import { settingsSchema } from '../../shared/contract/bridge.ts';
import { bridge } from '../bridge/bridge.ts';
import { reloader, unlessOffline } from './load.ts';

type Session = Output<'session.read'>;
type SessionState = { readonly session: Session | null; readonly settings: Settings };

export const useSession = create<SessionState>()(() => ({ session: null, settings: settingsSchema.parse({}) }));
export const signedInAgent = (state: SessionState) => state.session?.agent ?? null;
export const isLead = (state: SessionState) => state.session?.agent?.role === 'lead';
export const settingsOf = (state: SessionState) => state.settings;

export const loadSession = reloader(async () => {
  const session = await bridge.call('session.read', {});
  useSession.setState({ session, settings: session.settings });
}, unlessOffline);

/** Shown at once, kept by the core. */
export async function changeSettings(change: Partial<Settings>): Promise<void> {
  useSession.setState(state => ({ settings: { ...state.settings, ...change } }));
  useSession.setState({ settings: await bridge.call('settings.write', change) });
}
