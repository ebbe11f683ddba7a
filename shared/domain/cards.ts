// Card numbers in what people write. Found and blanked before anything is kept of them.
import { brandOf, type Brand } from './card-brands.ts';
import { type Group, runsIn } from './card-groups.ts';

/** What stands for a digit that is not kept. No letter and no digit, so that no index takes it for a word. */
export const BLANK = '•';

/** UTF-16 offsets of the digits of one card number, in order. */
export type Card = { readonly at: readonly number[]; readonly last4: string };

/** Of a card number; a shorter text holds none. */
export const FEWEST_DIGITS = 13;
const MOST = 19;
/** Digits of a run in which groups of any size are taken for one number: a card with its date and code, and no table. */
const MOST_LOOSE = 27;
/** Characters of words between the parts of a number that is told in a sentence. */
const MOST_WORDS = 30;

const CARD_WORD = /card|karte|kreditk|visa|master|amex|american express|carte|tarjeta|carta|\bpan\b/i;
const OTHER_WORD =
  /track|parcel|shipment|sendung|paket|consignment|ticket|e-?tkt|order|bestell|booking|buchung|reference|\bref\b|imei|serial|invoice|rechnung|account|konto|barcode|\bean\b/i;
const LINK = /https?:\/\/[^\s<>"']+/gi;
const IBAN = /\b[A-Z]{2}\d{2}(?:[ \u00A0]?[A-Z0-9]{4}){2,7}(?:[ \u00A0]?[A-Z0-9]{1,3})?\b/g;

/** False for nearly every text, and cheap: fewer digits than a card has. Others' digits count as soon as there are any. */
export function mayHoldCard(text: string): boolean {
  if (text.length < FEWEST_DIGITS || !MAY_BE_DIGITS.test(text)) return false;
  let digits = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if ((code >= 48 && code <= 57) || (code >= 0x660 && DIGIT_BLOCKS.test(text[i]!))) digits += 1;
    if (digits >= FEWEST_DIGITS) return true;
  }
  return false;
}
/** As many as a card has of what may be digits, those of other scripts by their beginning: nearly every text is done with here. */
const MAY_BE_DIGITS = new RegExp(String.raw`(?:[0-9\u0660-\uffff][^0-9\u0660-\uffff]*){${FEWEST_DIGITS}}`);
/** Of a digit outside the first plane the leading half is all that is looked at. */
const DIGIT_BLOCKS = /[\p{Nd}\uD801-\uD83E]/u;

/** Luhn's check over digits 0 to 9. https://www.iso.org/standard/70484.html, annex B */
export function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = digits.charCodeAt(digits.length - 1 - i) - 48;
    sum += i % 2 === 0 ? digit : digit > 4 ? digit * 2 - 9 : digit * 2;
  }
  return sum % 10 === 0;
}

type Found = { groups: readonly Group[]; rank: number };
const SHAPES: ReadonlySet<string> = new Set([
  '4-4-4-4',
  '4-6-5',
  '4-6-4',
  '4-4-4-4-3',
  '4-4-4-4-2',
  '4-4-4-1',
  '4-3-3-3',
]);

/** Lower is likelier. Null: not written as this kind of card is. */
function rankOf(groups: readonly Group[], brand: Brand, digitsInRun: number): number | null {
  const shape = groups.map(({ digits }) => digits.length).join('-');
  if (groups[0]!.plus && groups.length > 1 && shape !== '4-4-4-4') return null; // the number of a telephone
  if (groups.length === 1 || SHAPES.has(shape)) return (groups.length === 1 ? 0 : 10) + brand.place;
  const isTable = groups.some(({ loose }, i) => i > 0 && loose) || groups[0]!.touches || groups.at(-1)!.touches;
  return brand.sure && digitsInRun <= MOST_LOOSE && !groups[0]!.plus && !isTable ? 20 + brand.place : null;
}

/** At most 19 windows for each group: what they cost does not grow with the text. */
function windowsIn(text: string, run: readonly Group[], links: readonly Span[]): Found[] {
  const found: Found[] = [];
  const inRun = run.reduce((sum, { digits }) => sum + digits.length, 0);
  for (let i = 0; i < run.length; i++) {
    let digits = '';
    for (let j = i; j < run.length && digits.length + run[j]!.digits.length <= MOST; j++) {
      if (run[j]!.glued) break;
      digits += run[j]!.digits;
      if (digits.length < FEWEST_DIGITS || !passesLuhn(digits)) continue;
      const brand = brandOf(digits);
      if (!brand) continue;
      const groups = run.slice(i, j + 1);
      const rank = rankOf(groups, brand, inRun);
      if (rank === null || (!brand.sure && isOtherNumber(text, groups[0]!.start, links))) continue;
      found.push({ groups, rank });
    }
  }
  return found;
}

type Span = readonly [start: number, end: number];
/** Spans are in order and apart. */
function isIn(spans: readonly Span[], at: number): boolean {
  let [low, high] = [0, spans.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (spans[middle]![1] <= at) low = middle + 1;
    else high = middle;
  }
  return low < spans.length && spans[low]![0] <= at;
}

/** Of numbers that look less like a card: part of a link, or what stands before them says that they are something else. */
function isOtherNumber(text: string, start: number, links: readonly Span[]): boolean {
  if (isIn(links, start)) return true;
  const before = text.slice(Math.max(0, start - 40), start);
  return OTHER_WORD.test(before) && !CARD_WORD.test(before);
}

/** Told in a sentence: `4111 1111 and then 1111 1111`. Only parts as they are printed on a card are put together. */
function toldIn(text: string, groups: readonly Group[]): Found[] {
  const found: Found[] = [];
  for (let i = 0; i < groups.length; i++) {
    for (const sizes of isNamed(text, groups[i]!.start) ? [...PRINTED, ...HALVES] : PRINTED) {
      const parts = groups.slice(i, i + sizes.length);
      const digits = parts.map(part => part.digits).join('');
      const fits = parts.length === sizes.length && parts.every((part, k) => part.digits.length === sizes[k]);
      if (!fits || parts.some(part => part.glued || part.plus) || !brandOf(digits)?.sure || !passesLuhn(digits))
        continue;
      if (parts.every((part, k) => k === 0 || part.start - parts[k - 1]!.end <= MOST_WORDS))
        found.push({ groups: parts, rank: 30 });
    }
  }
  return found;
}
const PRINTED = [
  [4, 4, 4, 4],
  [4, 6, 5],
] as const;
const HALVES = [
  [8, 8],
  [4, 12],
  [12, 4],
] as const;
const isNamed = (text: string, at: number): boolean => CARD_WORD.test(text.slice(Math.max(0, at - 60), at));

/** A bank account's number, which checks itself. ISO 13616 */
function isIban(written: string): boolean {
  const text = written.replace(/[ \u00A0]/g, '');
  let rest = 0;
  for (const char of text.slice(4) + text.slice(0, 4)) {
    const value = Number.parseInt(char, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}

const spansOf = (text: string, pattern: RegExp, holds: (match: string) => boolean = () => true): Span[] =>
  [...text.matchAll(pattern)]
    .filter(([match]) => holds(match))
    .map(match => [match.index, match.index + match[0].length]);

/**
 * Card numbers in a text: 13 to 19 digits of any script that pass Luhn's check and begin as an issuer's do, in whatever
 * groups, also over lines and with words between. Of what overlaps, the likeliest. In linear time.
 */
export function cardsIn(text: string): Card[] {
  if (!mayHoldCard(text)) return [];
  const runs = runsIn(text);
  if (
    runs.reduce((sum, run) => sum + run.reduce((digits, group) => digits + group.digits.length, 0), 0) < FEWEST_DIGITS
  )
    return [];
  const [links, ibans] = [spansOf(text, LINK), spansOf(text, IBAN, isIban)];
  const found = [...runs.flatMap(run => windowsIn(text, run, links)), ...toldIn(text, runs.flat())];
  const taken = new Set<Group>();
  return found
    .toSorted((a, b) => a.rank - b.rank || a.groups[0]!.start - b.groups[0]!.start)
    .filter(({ groups }) => {
      if (groups.some(group => taken.has(group)) || isIn(ibans, groups[0]!.start)) return false;
      for (const group of groups) taken.add(group);
      return true;
    })
    .map(({ groups }) => ({
      at: groups.flatMap(group => group.at),
      last4: groups
        .map(group => group.digits)
        .join('')
        .slice(-4),
    }));
}

/** The digits of card numbers but their last four. Offsets are of UTF-16. */
export const offsetsToBlank = (text: string): number[] => cardsIn(text).flatMap(({ at }) => at.slice(0, -4));

/** Puts BLANK in the place of the digits at these offsets. */
export function blanked(text: string, offsets: readonly number[]): string {
  if (offsets.length === 0) return text;
  const parts: string[] = [];
  let from = 0;
  for (const at of [...offsets].sort((a, b) => a - b)) {
    parts.push(text.slice(from, at), BLANK);
    from = at + String.fromCodePoint(text.codePointAt(at)!).length;
  }
  parts.push(text.slice(from));
  return parts.join('');
}

/**
 * The text without the card numbers in it: all digits but the last four of each are blanked where they stand, so
 * `4111 1111 1111 1111` becomes `•••• •••• •••• 1111`. The same text again where there is none.
 */
export const maskCards = (text: string): string => blanked(text, offsetsToBlank(text));
