// Numbers, whatever notation they are written in: telephone numbers with and without country code, amounts,
// bank accounts.
import { plainDigits } from './words.ts';

/** `key` is the same for all notations of a number; places in UTF-16 code units. */
export type NumberIn = { readonly key: string; readonly start: number; readonly end: number };

/** Digits that tell telephone numbers apart, whether or not a country code stands before them. */
const TELLING = 9;
const FEWEST = 6;
/** E.164 has 15 at most; with 00 or an extension some more. */
const MOST = 18;

const GAP = String.raw`[ ().\/\-‐‑–·\u00a0\u202f\u2009]`;
const TELEPHONE = new RegExp(`\\d(?:${GAP}{0,2}\\d){${FEWEST - 1},${MOST - 1}}(?!\\d)`, 'gu');
/** Groups of three with anything between, or a fraction of one or two digits. */
const AMOUNT =
  /(?<![\d.,])(?:\d{1,3}(?<group>[.,'’ \u00a0\u202f\u2009])\d{3}(?:\k<group>\d{3})*(?:[.,]\d{1,2})?|\d+[.,]\d{1,2})(?![\d.,]*\d)/gu;

/** An international bank account number (ISO 13616), together or in groups of four. */
const ACCOUNT_PATTERN = String.raw`[A-Z]{2}\d{2}(?:[ \u00a0-]?[A-Z0-9]{4}){2,7}(?:[ \u00a0-]?[A-Z0-9]{1,3})?`;
const ACCOUNT = new RegExp(`(?<![A-Za-z0-9])${ACCOUNT_PATTERN}(?![A-Za-z0-9])`, 'giu');
/** Nothing but such an account. */
export const IS_ACCOUNT = new RegExp(`^${ACCOUNT_PATTERN}$`, 'iu');
const accountKey = (text: string): string => `i${text.replaceAll(/[^A-Za-z0-9]/gu, '').toLowerCase()}`;

/** Nothing but such a number. */
export const IS_TELEPHONE = /^[+(]*\p{Nd}[\p{Nd}\s()./-]+$/u;

const reversed = (digits: string): string => [...digits].reverse().join('');

/** Read from its end, so that a number without its beginning is the beginning of the key. Null: too short to tell. */
export function telephoneKey(text: string): string | null {
  const digits = plainDigits(text).replaceAll(/\D/gu, '').replace(/^0+/u, '');
  return digits.length < FEWEST ? null : `t${reversed(digits.slice(-TELLING))}`;
}

export const isTelephone = (key: string): boolean => key.startsWith('t');
/** Too short to be all of a telephone number: it may be the end of one. */
export const isPartOfTelephone = (key: string): boolean => isTelephone(key) && key.length <= TELLING;

/** `1,234.50`, `1.234,50` and `1234.5` are one. */
export function amountKey(text: string): string {
  const plain = text.replaceAll(/['’\s]/gu, '');
  const fraction = /[.,](\d{1,2})$/u.exec(plain)?.[1] ?? '';
  const whole = plain.slice(0, plain.length - (fraction === '' ? 0 : fraction.length + 1)).replaceAll(/\D/gu, '');
  const rest = fraction.replace(/0+$/u, '');
  return `n${whole.replace(/^0+(?=\d)/u, '')}${rest === '' ? '' : `d${rest}`}`;
}

/**
 * False for most texts and names, and quick: a number has six digits in a row, or something between two of them. The digits of
 * other scripts begin with the Arabic ones.
 */
const MAY_HOLD_NUMBER = /[0-9]{6}|[0-9][^0-9A-Za-z]{1,2}[0-9]|[\u0660-\uffff]/;

/** Those whose notation hides them from a search for words. Linear in the text. */
export function numbersIn(given: string): NumberIn[] {
  if (!MAY_HOLD_NUMBER.test(given) || !/\p{Nd}/u.test(given)) return [];
  const text = plainDigits(given);
  const found: NumberIn[] = [];
  each(TELEPHONE, text, (match, start, end) => {
    const key = telephoneKey(match);
    if (key !== null) found.push({ key, start, end });
  });
  each(AMOUNT, text, (match, start, end) => found.push({ key: amountKey(match), start, end }));
  each(ACCOUNT, text, (match, start, end) => found.push({ key: accountKey(match), start, end }));
  return found;
}

/** As `matchAll`, which makes a new pattern for each text: filling a cache looks through millions of them. */
function each(pattern: RegExp, text: string, found: (match: string, start: number, end: number) => void): void {
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text))
    found(match[0], match.index, pattern.lastIndex);
}
