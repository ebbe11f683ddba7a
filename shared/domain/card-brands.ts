// Which digits a card number begins with, and how long it is then. ISO/IEC 7812 and the issuers' published ranges.

/** `place`: how likely this length is. `sure`: so usual that nothing said beside it makes it something else. */
export type Brand = { readonly place: number; readonly sure: boolean };

type Range = {
  readonly from: string;
  readonly to: string;
  readonly lengths: readonly number[];
  readonly sure: boolean;
};
const range = (from: string, to: string, lengths: readonly number[], sure = false): Range => ({
  from,
  to,
  lengths,
  sure,
});

const LONG = [16, 17, 18, 19] as const;
const RANGES: readonly Range[] = [
  range('4', '4', [16], true), // Visa
  range('4', '4', [19, 13]),
  range('51', '55', [16], true), // Mastercard
  range('2221', '2720', [16], true),
  range('34', '34', [15], true), // American Express
  range('37', '37', [15], true),
  range('2200', '2204', [16]), // Mir
  range('300', '305', [14, 16]), // Diners Club
  range('3095', '3095', [14, 16]),
  range('36', '36', [14, 16]),
  range('38', '39', [14, 16]),
  range('3528', '3589', LONG), // JCB
  range('6011', '6011', LONG), // Discover
  range('644', '659', LONG),
  range('62', '62', LONG), // UnionPay
  range('81', '81', LONG),
  range('50', '50', LONG), // Maestro, RuPay, Elo and others of the fives and sixes
  range('56', '58', LONG),
  range('60', '61', LONG),
  range('63', '69', LONG),
];

/** Null: no issuer gives out such a number. `digits`: 0 to 9. */
export function brandOf(digits: string): Brand | null {
  const fits = RANGES.filter(
    ({ from, to, lengths }) =>
      digits.slice(0, from.length) >= from && digits.slice(0, to.length) <= to && lengths.includes(digits.length),
  );
  if (fits.length === 0) return null;
  const sure = fits.some(one => one.sure);
  return { sure, place: sure ? 0 : 1 + Math.min(...fits.map(({ lengths }) => lengths.indexOf(digits.length))) };
}
