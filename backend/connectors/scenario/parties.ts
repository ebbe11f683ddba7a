// Who is who between the company and its customers.
import type { Channel } from '../../../shared/domain/primitives.ts';
import { Fault } from '../../../shared/lib/fault.ts';
import type { Person } from './person.ts';

/** All records of the stories come from this source, so that a second start finds them already there. */
export const SOURCE = 'larkwing';

export const AGENTS: Readonly<Record<string, string>> = {
  M: 'Mara Lindholm',
  P: 'Priya Shah',
  T: 'Tomasz Wolski',
  E: 'Elodie Marchetti',
  K: 'Kwabena Osei',
  R: 'Ruth Okafor',
};

/** The company's own account where a conversation names none. */
export const HANDLES: Partial<Record<Channel, string>> = {
  x: '@LarkwingCare',
  facebook: 'Larkwing Air',
  instagram: '@larkwingair',
  mastodon: '@care@larkwing.example',
  whatsapp: '+44 7700 900555',
  sms: '+44 7700 900556',
  email: 'care@larkwing.example',
  web: 'larkwing.example/contact',
};

export type Party = { address: string; name: string; followers?: number };

/** Where people have no address of the channel's own, they are reached by another one's. */
const LIKE: Partial<Record<Channel, Channel>> = { web: 'email', chat: 'email', sms: 'voice', whatsapp: 'voice' };

/** Throws `Fault` bad-input where the person has no address on that channel. */
export function partyOf(person: Person, channel: Channel): Party {
  const at = person.at[channel] ?? person.at[LIKE[channel] ?? channel];
  if (at === undefined) throw new Fault('bad-input', `${person.id} has no address on ${channel}`);
  if (typeof at === 'string') return { address: at, name: person.name };
  return { address: at[0], name: person.name, followers: at[1] };
}
