import fc from 'fast-check';
import { expect, test } from 'vitest';
import { brandOf } from '../../shared/domain/card-brands.ts';
import { maskCards, passesLuhn } from '../../shared/domain/cards.ts';
import { cpuMs } from '../support/cpu-time.ts';

/** Numbers that the networks publish for tests. */
const KNOWN = [
  '4111111111111111',
  '4012888888881881',
  '4222222222222',
  '5555555555554444',
  '2223003122003222',
  '378282246310005',
  '30569309025904',
  '6011111111111117',
  '3530111333300000',
  '6205500000000000004',
  '6759649826438453',
  '2200000000000053',
];

test.each(KNOWN)('X18: %s keeps its last four digits alone', number => {
  const masked = maskCards(`My card is ${number}, please.`);
  expect(masked).toBe(`My card is ${'•'.repeat(number.length - 4)}${number.slice(-4)}, please.`);
});

test.each([
  ['spaces', '4111 1111 1111 1111'],
  ['dashes', '4111-1111-1111-1111'],
  ['long dashes', '4111 – 1111 – 1111 – 1111'],
  ['dots', '4111.1111.1111.1111'],
  ['no-break and thin spaces', '4111\u00A01111\u20091111\u202F1111'],
  ['nothing to see between them', '41\u200B11\u200D1111\uFEFF1111\u00AD1111'],
  ['lines', '4111 1111\n1111 1111'],
  ['quoted lines', '> 4111 1111\n> 1111 1111'],
  ['a stroke', 'card 4111 1111 / 1111 1111'],
  ['every digit by itself', '4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1'],
  ['groups of any size', '411 1111 11 11 11111'],
  ['full-width digits', '４１１１ １１１１ １１１１ １１１１'],
  ['Arabic digits', '٤١١١ ١١١١ ١١١١ ١١١١'],
  ['mathematical digits', '𝟒𝟏𝟏𝟏 𝟏𝟏𝟏𝟏 𝟏𝟏𝟏𝟏 𝟏𝟏𝟏𝟏'],
  ['keycaps', [...'4111111111111111'].map(digit => `${digit}\uFE0F\u20E3`).join('')],
  ['words between', 'it is 4111 1111 and then 1111 1111, thanks'],
  ['two halves of a card', 'my card: first 41111111, the rest is 11111111'],
  ['a word run into it', 'visa4111111111111111thanks'],
  ['date and code behind it', '4111111111111111 12/27 123'],
  ['a telephone before it', '+44 20 7946 0958 4111 1111 1111 1111'],
  ['a link', 'https://pay.example/?pan=4111111111111111'],
])('X18: with %s', (_name, written) => {
  const masked = maskCards(written);
  expect([...masked].filter(char => char === '•')).toHaveLength(12);
  expect(maskCards(masked)).toBe(masked);
  expect(masked.normalize('NFKC').replace(/[^\d•٠-٩]/g, '')).toMatch(/•{12}.{4}/);
});

test('two cards in one text are two', () => {
  expect(maskCards('4111 1111 1111 1111, or 3782 822463 10005')).toBe('•••• •••• •••• 1111, or •••• •••••• •0005');
});

test.each([
  ['a telephone', '+44 20 7946 0958'],
  ['the longest telephone', '+378 282246310005'],
  ['several telephones', '+49 151 23456789, +49 160 98765432'],
  ['a booking', 'KX7Q2P, seat 14C, 22 Nov 2026 13:45'],
  ['an electronic ticket', '618-2412345675'],
  ['a parcel with its letters', 'JD4111111111111111 and 4111111111111111GB'],
  ['a parcel that is called one', 'tracking 6011111111111117'],
  ['a name made for records', '040e7a9d-eac7-4432-9644-26006950d1ae'],
  ['a row of a table', '4,5,1979,66,295-05-3309,11.0'],
  ['a device', 'IMEI 353011133330000'],
  ['a bank account', 'DE89 3704 0044 0532 0130 00'],
  ['a post in a link', 'https://x.com/i/status/6205500000000000004'],
  ['a time in milliseconds', '1764000000004'],
  ['a long number', '41111111111111111111111111'],
  ['what fails the check', '4111 1111 1111 1112'],
  ['what no issuer gives out', '9111 1111 1111 1111'],
])('%s stays', (_name, written) => {
  expect(maskCards(written)).toBe(written);
});

const digits = (n: number) => fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: n, maxLength: n });
/** A number that an issuer could give out: its last digit is made to fit. */
const card = fc.tuple(fc.constantFrom('4', '51', '55', '2221', '2720', '34', '37'), digits(15)).map(([start, rest]) => {
  const body = (start + rest).slice(0, start.startsWith('3') ? 14 : 15);
  return body + [...'0123456789'].find(last => passesLuhn(body + last))!;
});
const between = fc.constantFrom('', '', '', ' ', '-', '\u00A0', '\u2009', '\u200B', '\n', ' - ', ' / ');

test('X18: whatever stands between its digits, no card number is left', () => {
  fc.assert(
    fc.property(card, fc.array(between, { minLength: 16, maxLength: 16 }), (number, gaps) => {
      const written = [...number].map((digit, i) => digit + gaps[i]).join('');
      const masked = maskCards(`It is ${written} and that is all.`);
      expect(masked.replace(/[^\d•]/g, '')).toBe('•'.repeat(number.length - 4) + number.slice(-4));
    }),
    { numRuns: 2_000 },
  );
});

test('any text keeps its words, and a second look finds nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'0123456789 -./+A\u200B４𝟒é'), maxLength: 200 }), text => {
      const masked = maskCards(text);
      expect(maskCards(masked)).toBe(masked);
      const rest = (some: string): string => some.replace(/[\p{Nd}•]/gu, '');
      expect(rest(masked)).toBe(rest(text));
    }),
    { numRuns: 3_000 },
  );
});

test('one of ten numbers passes the check, and its length must be the issuer’s', () => {
  expect(brandOf('4111111111111')).toMatchObject({ sure: false });
  expect(brandOf('41111111111111')).toBeNull();
  expect(brandOf('9111111111111111')).toBeNull();
});

test.each([
  ['digits', '4'.repeat(100_000)],
  ['digits and spaces', '4 '.repeat(50_000)],
  ['groups', '4111 1111 '.repeat(10_000)],
  ['links', 'https://a.example/6011 6011111111111117 '.repeat(2_500)],
  ['half an account', 'DE89 3704 0044 '.repeat(7_000)],
  ['other digits', '𝟒'.repeat(50_000)],
  ['nothing to see', `4${'\u200B'.repeat(100_000)}4`],
])('X23: 100,000 characters of %s take no longer than their length', (_name, text) => {
  const ms = (some: string): number => {
    const started = cpuMs();
    maskCards(some);
    return cpuMs() - started;
  };
  ms(text);
  // Ten times the length: a hundred times the time would be the square of it.
  const short = Math.max(1, ms(text.slice(0, text.length / 10)));
  expect(ms(text)).toBeLessThan(short * 60 + 200);
});
