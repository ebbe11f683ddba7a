import type { Identity } from './customer.ts';
import type { Channel } from './primitives.ts';
import { isRecipient } from './writing/mail.ts';

/** What comes in by these goes out by mail: a form takes words in and brings none back, and nobody here posts letters. */
const ANSWERED_BY_MAIL: readonly Channel[] = ['web', 'letter'];
/** Their senders sign with a mail address, or with a name. */
const SIGNED_WITH_MAIL: readonly Channel[] = ['web', 'letter', 'chat'];

/** Networks on which one can also write in private. */
const WITH_MESSAGES: readonly Channel[] = ['x', 'mastodon', 'facebook', 'instagram'];

export const hasMessages = (channel: Channel): boolean => WITH_MESSAGES.includes(channel);
export const isAnsweredByMail = (channel: Channel): boolean => ANSWERED_BY_MAIL.includes(channel);

/**
 * The address by which this customer can be written to on a channel. Theirs alone: nothing is written to one that others
 * have too. Null: none is known.
 */
export function reachOn(channel: Channel, identities: readonly Identity[]): Identity | null {
  const own = identities.filter(({ sureness }) => sureness !== 'shared');
  const there = own.find(identity => identity.channel === channel);
  if (there || channel !== 'email') return there ?? null;
  return own.find(one => SIGNED_WITH_MAIL.includes(one.channel) && isRecipient(one.address)) ?? null;
}
