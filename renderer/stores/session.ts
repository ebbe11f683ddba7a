// Who is signed in at this desk, and what they chose for it.
import { create } from 'zustand';
import type { Output, Settings } from '../../shared/contract/bridge.ts';
import type { Agent } from '../../shared/domain/work.ts';
import { bridge } from '../bridge/bridge.ts';

type Session = {
  readonly loaded: boolean;
  readonly agent: Agent | null;
  readonly host: Output<'session.read'>['host'];
  readonly version: string;
  readonly settings: Settings;
};

const DEFAULTS: Settings = { theme: 'system', density: 'compact', singleKeys: true, keys: {} };

export const useSession = create<Session>()(() => ({
  loaded: false,
  agent: null,
  host: 'browser',
  version: '',
  settings: DEFAULTS,
}));

export const agentName = (session: Session): string | null => session.agent?.name ?? null;
export const isLead = (session: Session): boolean => session.agent?.role === 'lead';

export async function loadSession(): Promise<void> {
  useSession.setState({ ...(await bridge.call('session.read', {})), loaded: true });
}

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
