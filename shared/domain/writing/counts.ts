// How each network counts a text. Composer and backend use the same functions, so that they agree.
import { SegmentedMessage } from 'sms-segments-calculator';
import twitter from 'twitter-text';

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
const MASTODON_URL = 23;
/** `@user@server` counts as `@user`; Mastodon's own pattern (`app/javascript/mastodon/features/compose/util/counter.js`). */
const MASTODON_MENTION = /(^|[^/\w])@(\w+)@[a-z0-9.-]+[a-z0-9]+/giu;

/** UTF-16 code units: what most networks mean by a character. */
export const unitLength = (text: string): number => text.length;

/** Bytes in UTF-8. */
export const byteLength = (text: string): number => new TextEncoder().encode(text).length;

/** As Mastodon counts: graphemes, an address 23, a mention by its local part. */
export function mastodonLength(text: string): number {
  let counted = text.replace(MASTODON_MENTION, '$1@$2');
  for (const { indices } of twitter.extractUrlsWithIndices(counted, { extractUrlsWithoutProtocol: false }).toReversed())
    counted = counted.slice(0, indices[0]) + 'x'.repeat(MASTODON_URL) + counted.slice(indices[1]);
  let length = 0;
  for (const _ of graphemes.segment(counted)) length += 1;
  return length;
}

export type SmsLength = {
  /** Messages the text is cut into on its way; each is paid for. */
  readonly segments: number;
  /** Septets (GSM-7) or 16-bit units (UCS-2). */
  readonly length: number;
  /** What so many segments hold. */
  readonly room: number;
  readonly encoding: 'GSM-7' | 'UCS-2';
};

const SMS_ROOM = { 'GSM-7': { one: 160, more: 153, bits: 7 }, 'UCS-2': { one: 70, more: 67, bits: 16 } } as const;

/** GSM 03.38: one letter outside its alphabet makes every letter take 16 bits. */
export function smsLength(text: string): SmsLength {
  const message = new SegmentedMessage(text);
  const encoding = message.encodingName === 'UCS-2' ? 'UCS-2' : 'GSM-7';
  const { one, more, bits } = SMS_ROOM[encoding];
  const { segmentsCount } = message;
  const room = segmentsCount <= 1 ? one : segmentsCount * more;
  return { segments: Math.max(1, segmentsCount), length: Math.ceil(message.messageSize / bits), room, encoding };
}
