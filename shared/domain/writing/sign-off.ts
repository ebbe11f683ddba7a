import { fillIn, type Values } from './blanks.ts';

/** Holds the sign-off to the last word, so that no thread parts them. */
const NO_BREAK = '\u00a0';

/** The words as they leave: with the sign-off of the brand handle behind them, unless they end with it already. */
export function signed(text: string, signOff: string | null, values: Values): string {
  const words = text.trim();
  const sign = signOff ? fillIn(signOff, values).trim() : '';
  if (words === '' || sign === '' || words.endsWith(sign)) return words;
  return `${words}${NO_BREAK}${sign}`;
}
