import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js';
import type { Channel } from '../../shared/domain/primitives.ts';

/** Where a number without a country code is at home: an ISO 3166 code, e.g. `GB`. */
export type Region = CountryCode;

/** An address in its normal form, and the space in which it is one person's or nobody's. */
export type Address = { readonly kind: string; readonly address: string };

const PHONE: readonly Channel[] = ['voice', 'sms', 'whatsapp'];
const NETWORK: readonly Channel[] = ['x', 'facebook', 'instagram', 'mastodon'];
const EMAIL = /^[^\s@<>]+@[^\s@<>]+$/u;

/**
 * The one form in which an address is compared. A number is the same on voice, text and WhatsApp; an email address is
 * the same in a form, a chat or a letter. Null: there is no address in it (a withheld number), so it matches nothing.
 */
export function addressOf(channel: Channel, written: string, region: Region): Address | null {
  const plain = written.normalize('NFKC').trim();
  if (PHONE.includes(channel)) return phoneAddress(channel, plain, region);
  if (NETWORK.includes(channel)) {
    const handle = plain.replace(/^@+/u, '').toLowerCase();
    return handle ? { kind: channel, address: `@${handle}` } : null;
  }
  const mail = plain
    .replace(/^mailto:/iu, '')
    .replace(/^<|>$/gu, '')
    .toLowerCase();
  if (EMAIL.test(mail)) return { kind: 'email', address: mail };
  return mail ? { kind: channel, address: mail } : null;
}

function phoneAddress(channel: Channel, plain: string, region: Region): Address | null {
  const number = phoneNumber(plain, region);
  if (number) return { kind: 'phone', address: number };
  // A text message may come from a name; a call that shows words shows no number.
  return channel === 'voice' || !plain ? null : { kind: channel, address: plain.toLowerCase() };
}

/**
 * E.164 for any notation of one number, also for numbers that no plan has given out: an archive is full of them, and
 * they must at least match themselves. Too short or too long for E.164: the digits alone. Null: no digits.
 */
export function phoneNumber(written: string, region: Region): string | null {
  const bare = written
    .replace(/^(tel|sms|sips?|whatsapp|callto):/iu, '')
    .replace(/(@|;|,|\s*(ext|x)\.?\s*\d).*$/iu, '')
    .replace(/^([\s(]*)00/u, '$1+');
  const digits = bare.replace(/\D/gu, '');
  if (!digits || /\p{L}{3}/u.test(bare)) return null;
  if (/^[\s(]*\+/u.test(bare)) return parsePhoneNumberFromString(`+${withoutTrunk(bare)}`)?.number ?? `+${digits}`;
  if (looksNorthAmerican(digits, region)) return `+1${digits.slice(-10)}`;
  const parsed = parsePhoneNumberFromString(digits, region);
  return parsed?.isPossible() ? parsed.number : digits;
}

/** `+44 (0)20 …`: the nought in brackets is for callers at home. */
const withoutTrunk = (bare: string): string => bare.replace('(0)', '').replace(/\D/gu, '');

/**
 * Ten digits that begin with 2 to 9, or eleven with a 1 before them, are written in the North American way, unless they
 * are a good number at home, where home writes no nought first.
 */
function looksNorthAmerican(digits: string, region: Region): boolean {
  if (!/^1?[2-9]\d{9}$/u.test(digits)) return false;
  const home = parsePhoneNumberFromString(digits, region);
  if (!home?.isValid() || home.countryCallingCode === '1') return true;
  // Read as a number that begins with the home country's own code, without its plus: nobody at home writes so few digits.
  if (home.nationalNumber !== digits) return true;
  return writesTrunkNought(digits, region, home.nationalNumber);
}

function writesTrunkNought(digits: string, region: Region, national: string): boolean {
  return !digits.startsWith('0') && parsePhoneNumberFromString(`0${digits}`, region)?.nationalNumber === national;
}
