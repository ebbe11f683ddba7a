// What in a text tells who somebody is, in a form in which two notations of it are the same.

export const LEAK_KINDS = ['email', 'number', 'amount', 'reference', 'iban', 'address', 'name', 'words'] as const;
export type LeakKind = (typeof LEAK_KINDS)[number];

/** `keys`: what it is told by; `shown`: as it stands in the text. */
export type Trait = { readonly kind: LeakKind; readonly keys: readonly string[]; readonly shown: string };

// Every repetition is bounded, so that no text takes long.
const EMAIL = /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,8}/gu;
const IBAN = /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b/gu;
const AMOUNT =
  /(?:[£$€¥₹]|\b(?:EUR|USD|GBP|CHF|SEK|PLN)) ?\d(?:[\d.,' ]{0,15}\d)?|\b\d(?:[\d.,']{0,15}\d)? ?(?:€|(?:EUR|USD|GBP|CHF|SEK|PLN)\b)/gu;
/** Digits with what stands between them in numbers of telephones, cards and bookings. */
const NUMBER = /\+?\(?\d(?:[\d\u00a0 ()./-]{0,38}\d)?/gu;
const REFERENCE =
  /\b[A-Z]{1,4}-?\d{3,12}\b|\b(?=[A-Z-]{0,15}\d)(?=[\d-]{0,15}[A-Z])[A-Z0-9][A-Z0-9-]{3,14}[A-Z0-9]\b|\b[A-Z]{6}\b/gu;
/** Given out for a case; a month is none. */
const CODE = /(?<![\d-])(?!(?:19|20)\d\d)\d{4}[-–]\d{2}(?![\d-])/gu;
const POSTCODE = /\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b/giu;
/** A house number before a name that is no month, and after what names of streets end with. */
const HOUSE =
  /\b\d{1,5}[a-z]?,? (?:[NSEW]{1,2}\.? )?(?!(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b)\p{Lu}[\p{L}'’-]{2,30}(?: \p{Lu}[\p{L}'’-]{1,30}){0,2}/gu;
const STREET =
  /(?<!\p{L})\p{Lu}[\p{L}-]{0,30}(?:straße|strasse|str\.|weg|platz|gasse|allee|gatan|vägen) ?\d{1,4}\b|\b\d{1,4},? (?:rue|avenue|boulevard|place|chemin) [\p{L}' -]{3,30}|\b(?:calle|via|rua|ulica|ul\.) [\p{L}' .-]{3,30},? ?\d{1,4}\b/gu;

const YEAR = /^(?:19|20)\d\d$/u;
const DATE = /^\d{1,4}[./-]\d{1,2}(?:[./-]\d{1,4})?$/u;
const digits = (text: string): string => text.replace(/\D/gu, '');
const plain = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** Telephones are the same by their last digits, whatever country and area code say; a card is told by its last four, too. */
const SAME_PHONE = 7;
const CARD = 12;

function numberKeys(shown: string): string[] {
  const only = digits(shown);
  if (only.length < 4 || YEAR.test(shown.trim()) || DATE.test(shown.trim())) return [];
  if (only.length < SAME_PHONE) return [`short:${only}`];
  return [`long:${only.slice(-SAME_PHONE)}`, ...(only.length >= CARD ? [`short:${only.slice(-4)}`] : [])];
}

const amountKey = (shown: string): string => {
  const [whole = '', cents = ''] = shown.replace(/[^\d.,]/gu, '').split(/[.,](?=\d{1,2}$)/u);
  return `amount:${digits(whole)}.${cents.padEnd(2, '0')}`;
};

/** By number and first word: how the rest is shortened differs. */
const houseKey = (shown: string): string => {
  const [, number = '', name = ''] = /^(\d+[a-z]?),? (?:[NSEW]{1,2}\.? )?([\p{L}'’-]+)/u.exec(shown) ?? [];
  return `house:${number}:${plain(name)}`;
};

type Finder = readonly [LeakKind, RegExp, (shown: string) => readonly string[]];
/** In this order; what one has found the next does not look at. */
const FINDERS: readonly Finder[] = [
  ['email', EMAIL, shown => [`email:${shown.toLowerCase()}`]],
  ['iban', IBAN, shown => [`iban:${plain(shown)}`]],
  ['address', STREET, shown => [`street:${plain(shown)}`]],
  ['address', HOUSE, shown => [houseKey(shown)]],
  ['address', POSTCODE, shown => [`post:${plain(shown)}`]],
  ['amount', AMOUNT, shown => [amountKey(shown)]],
  [
    'reference',
    REFERENCE,
    shown => [`ref:${plain(shown)}`, ...(digits(shown).length >= 4 ? [`short:${digits(shown)}`] : [])],
  ],
  ['reference', CODE, shown => [`short:${digits(shown)}`]],
  ['number', NUMBER, numberKeys],
];

/** As long as what is taken out, so that all else stands where it stood; no finder reads across an end of line. */
const blankOf = (taken: string): string => '\n'.repeat(taken.length);

/** A web address is nobody's secret. */
export const withoutLinks = (text: string): string => text.replace(/https?:\/\/\S{1,2000}/giu, blankOf);

/** Every address, number and reference in a text. A web address is none of them. */
export function traitsIn(text: string): Trait[] {
  const traits: Trait[] = [];
  let left = withoutLinks(text.normalize('NFC'));
  for (const [kind, pattern, keysOf] of FINDERS)
    left = left.replace(pattern, shown => {
      const keys = keysOf(shown);
      if (keys.length > 0) traits.push({ kind, keys, shown: shown.trim() });
      return keys.length > 0 ? blankOf(shown) : shown;
    });
  return traits;
}

export type Word = { readonly folded: string; readonly from: number; readonly to: number };

export const wordsIn = (text: string): Word[] =>
  [...text.matchAll(/[\p{L}\p{N}][\p{L}\p{N}'’]*/gu)].map(found => ({
    folded: found[0].toLowerCase().replaceAll('’', "'"),
    from: found.index,
    to: found.index + found[0].length,
  }));
