// Whether one agent can take a certain piece of work now, in words for the colleague who wants to give it to them. Pure.
import type { Channel } from '../../shared/domain/primitives.ts';
import type { PresenceState } from '../../shared/domain/presence.ts';
import type { Agent } from '../../shared/domain/work.ts';
import { isFree, type Server } from './route.ts';

export type Target = { readonly agent: Agent; readonly server: Server };

/** `work`: to have it. `consult`: to help with it. `given`: a lead puts it there, asked or not. */
export type Purpose = 'work' | 'consult' | 'given';

const AWAY: Readonly<Record<PresenceState, string | null>> = {
  offline: 'is not signed in',
  'not-ready': 'is not ready',
  'on-contact': 'is on a contact',
  acw: 'is finishing the last contact',
  available: null,
};

const noun = (channel: Channel): string => (channel === 'voice' ? 'calls' : `work of the channel ${channel}`);

/** Null: they can. */
export function whyNot(target: Target | null, channel: Channel, purpose: Purpose): string | null {
  if (!target) return 'This colleague is not here any more.';
  const { agent, server } = target;
  const says = (words: string): string => `${agent.name} ${words}.`;
  if (server.state === 'offline') return says('is not signed in');
  if (purpose !== 'consult' && !agent.channels.includes(channel)) return says(`does not serve ${noun(channel)}`);
  if (purpose === 'given') return null;
  const away = AWAY[server.state];
  if (away) return says(away);
  if (server.ringing) return says('has another offer ringing');
  if (server.holdsVoice) return says('is on a call');
  if (purpose === 'work' && !isFree(channel, server)) return says('has as much as they can take');
  return null;
}
