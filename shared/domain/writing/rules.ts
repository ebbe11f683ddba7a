// How long a text may be on each channel, and what is offered where it is longer.
import type { Audience, Channel } from '../primitives.ts';
import { X_POST_LIMIT, xLength } from '../x-length.ts';
import { byteLength, mastodonLength, smsLength, unitLength } from './counts.ts';

/** What a channel lets through: `count` as the network counts it, at most `limit`. */
export type Rule = {
  readonly limit: number;
  readonly count: (text: string) => number;
  /** Longer words may go as several posts, one below the other. */
  readonly threads: boolean;
};

/** UTF-16 code units: the protocol's own, where a network has no limit that an agent meets. */
export const MAX_REPLY = 20_000;
/** Segments of one SMS; more is refused by most gateways. */
export const MAX_SEGMENTS = 10;
/** Posts of one thread. */
export const MAX_PARTS = 25;

const rule = (limit: number, count: Rule['count'], threads = false): Rule => ({ limit, count, threads });
const LONG = rule(MAX_REPLY, unitLength);

/**
 * Sources: X and Mastodon by their own counters; Facebook comments 8,000, Messenger 2,000 characters; Instagram comments
 * 2,200 characters, direct messages 1,000 bytes; WhatsApp 4,096 characters; answers to reviews 4,096 bytes.
 */
const RULES: Partial<Record<Channel, Partial<Record<Audience, Rule>>>> = {
  x: { public: rule(X_POST_LIMIT, xLength, true), private: rule(10_000, unitLength) },
  mastodon: { public: rule(500, mastodonLength, true), private: rule(500, mastodonLength) },
  facebook: { public: rule(8_000, unitLength), private: rule(2_000, unitLength) },
  instagram: { public: rule(2_200, unitLength), private: rule(1_000, byteLength) },
  whatsapp: { private: rule(4_096, unitLength) },
  sms: { private: rule(MAX_SEGMENTS, text => smsLength(text).segments) },
  chat: { private: rule(4_096, unitLength) },
  review: { public: rule(4_096, byteLength) },
};

export const ruleOf = (channel: Channel, audience: Audience): Rule => RULES[channel]?.[audience] ?? LONG;

/** How much of the limit is used, as the network counts; the near end of it is said before it is reached. */
export type Counted = {
  readonly length: number;
  readonly limit: number;
  readonly over: number;
  readonly near: boolean;
};

const NEAR = 0.9;

export function countOf(channel: Channel, audience: Audience, text: string): Counted {
  const { limit, count } = ruleOf(channel, audience);
  const length = count(text);
  return { length, limit, over: Math.max(0, length - limit), near: length >= limit * NEAR };
}
