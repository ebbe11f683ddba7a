// Who asks during a shift, and what is to be done with each. Told apart by a key of their kind and a number: `chat1`.
import type { IntakeInput } from '../../../shared/contract/intake.ts';
import type { Channel } from '../../../shared/domain/primitives.ts';

/** What whoever has it does with it. All that is not a call, praise or left alone is answered too. */
export type Matter =
  | 'plain'
  | 'transfer'
  | 'to queue'
  | 'escalate'
  | 'consult' // and confer
  | 'warm' // handed over once a colleague is there
  | 'park' // until the customer writes again
  | 'set aside' // and brought back by hand
  | 'canned'
  | 'mention'
  | 'praise'
  | 'no response'
  | 'call';

type Kind = {
  readonly channel: Channel;
  readonly matter: Matter;
  readonly type: 'post' | 'message' | 'email' | 'call';
  /** Where the channel alone does not say it. */
  readonly queue?: string;
};
const KINDS: Readonly<Record<string, Kind>> = {
  x: { channel: 'x', type: 'post', matter: 'transfer' },
  xdirect: { channel: 'x', type: 'message', matter: 'to queue' },
  facebook: { channel: 'facebook', type: 'post', matter: 'escalate' },
  facebookdirect: { channel: 'facebook', type: 'message', matter: 'plain' },
  instagram: { channel: 'instagram', type: 'post', matter: 'plain' },
  instagramdirect: { channel: 'instagram', type: 'message', matter: 'plain' },
  mastodon: { channel: 'mastodon', type: 'post', matter: 'plain' },
  crew: { channel: 'instagram', type: 'post', matter: 'praise' },
  spam: { channel: 'mastodon', type: 'post', matter: 'no response' },
  whatsapp: { channel: 'whatsapp', type: 'message', matter: 'park' },
  sms: { channel: 'sms', type: 'message', matter: 'set aside' },
  chat: { channel: 'chat', type: 'message', matter: 'consult' },
  email: { channel: 'email', type: 'email', matter: 'canned' },
  web: { channel: 'web', type: 'message', matter: 'mention', queue: 'Email, general' },
  review: { channel: 'review', type: 'post', matter: 'warm', queue: 'Reviews and forums' },
  voice: { channel: 'voice', type: 'call', matter: 'call', queue: 'Priority care' },
  // Its queue asks for a disposition; of those at a desk only the lead serves it.
  booking: { channel: 'voice', type: 'call', matter: 'call', queue: 'Bookings and changes' },
};
const kindOf = (key: string): Kind => KINDS[key.replace(/\d+$/, '')]!;

export const matterOf = (key: string): Matter => kindOf(key).matter;
export const isCall = (key: string): boolean => kindOf(key).type === 'call';
export const isAnswered = (key: string): boolean => !['call', 'praise', 'no response'].includes(matterOf(key));

export const customerName = (key: string): string => `Customer ${key}`;
export const question = (key: string): string => `Question ${key}: where is my suitcase?`;
/** What the customer adds whose work was parked until then. */
export const again = (key: string): string => `Once more ${key}: are you there?`;
export const answer = (key: string): string => `Answer to ${key}: it is on its way to you.`;
/** What is written to whoever has it next. */
export const handNote = (key: string): string => `About ${key}: they wait since Tuesday.`;
/** What is written to colleagues; the beginning is the same whoever is named in it. */
export const noteOn = (key: string): string => `Note on ${key}:`;
export const hasNote = (key: string): boolean => ['mention', 'set aside', 'canned'].includes(matterOf(key));

/** Every kind once. */
export const wave = (n: number): string[] => Object.keys(KINDS).map(kind => `${kind}${n}`);

const phoneOf = (key: string): string =>
  `+44770090${String(Object.keys(KINDS).indexOf(key.replace(/\d+$/, '')) + 10)}${key.at(-1)!.padStart(2, '0')}`;

/** What a customer who writes says, in their conversation; `text` is new each time. */
export function writes(key: string, text: string): IntakeInput {
  const { channel, type, queue } = kindOf(key);
  const address = channel === 'whatsapp' || channel === 'sms' ? phoneOf(key) : `${key}@post.example`;
  return {
    type,
    externalId: text,
    channel,
    party: { address, name: customerName(key) },
    thread: `thread-${key}`,
    ...(queue ? { queue } : {}),
    ...(type === 'email' ? { mailSubject: 'My suitcase', messageId: `<${key}@post.example>` } : {}),
    text,
  } as IntakeInput;
}

/** A canned text that says their name wants one that is known, and not only said. */
export const knownAs = (key: string): IntakeInput => ({
  type: 'customer',
  externalId: `known-${key}`,
  name: customerName(key),
  identities: [{ channel: 'email', address: `${key}@post.example` }],
});

/** How a customer of the simulated exchange rings. */
export const rings = (key: string) => ({
  number: phoneOf(key),
  name: customerName(key),
  queue: kindOf(key).queue!,
});
