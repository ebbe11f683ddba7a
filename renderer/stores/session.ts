// Who is signed in at this desk, and what they chose for it.
import { create } from 'zustand';
import { type Output, type Settings, settingsSchema } from '../../shared/contract/bridge.ts';
import { bridge } from '../bridge/bridge.ts';
import { reloader, unlessOffline } from './load.ts';

type Session = Output<'session.read'> & { readonly loaded: boolean };

export const useSession = create<Session>()(() => ({
  loaded: false,
  agent: null,
  team: null,
  host: 'browser',
  version: '',
  settings: settingsSchema.parse({}),
}));
export const signedInAgent = (session: Session) => session.agent;
export const agentName = (session: Session) => session.agent?.name ?? null;
/** What the team has agreed on: reasons, handles, macros; null before the first sync. */
export const teamOf = (session: Session) => session.team;
export const isLead = (session: Session) => session.agent?.role === 'lead';
export const settingsOf = (session: Session) => session.settings;

export const loadSession = reloader(
  async () => useSession.setState({ ...(await bridge.call('session.read', {})), loaded: true }),
  unlessOffline,
);

/** Shown at once, kept by the core; if keeping fails, the former choice comes back with the fault. */
export async function changeSettings(change: Partial<Settings>): Promise<void> {
  const before = useSession.getState().settings;
  useSession.setState({ settings: { ...before, ...change } });
  try {
    useSession.setState({ settings: await bridge.call('settings.write', change) });
  } catch (error) {
    useSession.setState({ settings: before });
    throw error;
  }
}
