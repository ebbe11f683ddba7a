// What is said of a ring outside the screen: by the page, and by a host whose page is busy.
import type { Offer } from './offer.ts';
import { channelNames } from './export/words.ts';
import type { Audience, Channel } from './primitives.ts';

/** `audience`: a network has posts and messages. */
export const workNoun = (channel: Channel, audience: Audience): string => {
  if (channel === 'voice') return 'Call';
  return ['web', 'review', 'email', 'letter'].includes(channel)
    ? channelNames[channel]
    : `${channelNames[channel]} ${audience === 'public' ? 'post' : 'message'}`;
};

/** Names come from outside: one line, without characters that turn or hide what follows (X2). */
export const plainLine = (text: string): string =>
  text.replace(/[\p{Cc}\p{Zl}\p{Zp}\u200E\u200F\u061C\u202A-\u202E\u2066-\u2069]+/gu, ' ').trim();

/** Title and body of a notification, plain and bounded. */
export const ringWords = ({ channel, customerName, queueName }: Offer, audience: Audience) => ({
  title: plainLine(`${workNoun(channel, audience)} for you`).slice(0, 200),
  body: plainLine(`${customerName}, ${queueName}`).slice(0, 400),
});
