// Whether words of the agent's own, such as a search, name somebody who is to be forgotten.
import { wordsIn } from '../../../../shared/domain/search/words.ts';

/** Letters of a word, digits of a number: shorter ones are in too many others. */
const SHORTEST_WORD = 3;
const SHORTEST_NUMBER = 6;
/** Digits that tell a number, whether it is written with its country or without. */
const TELLING = 8;

const NUMBER = /\d[\d\s()./-]*\d/gu;
const digitsOf = (text: string): string => text.replaceAll(/\D/gu, '');
const isNumber = (text: string): boolean => /^[+\d\s()./-]+$/u.test(text) && digitsOf(text).length >= SHORTEST_NUMBER;
const endOf = (digits: string): string => digits.slice(-TELLING);

/** Of an address what stands before the @ of its network, which many others share. */
const ownPart = (known: string): string => (known.indexOf('@') > 0 ? known.slice(0, known.indexOf('@')) : known);

const foldedIn = (text: string): string[] => Array.from(wordsIn(text), ({ folded }) => folded);

/**
 * A test for texts that hold one word of a name or a handle, of an address what is its own, or a number in any notation.
 * `knownBy`: names, handles, addresses, telephone numbers and numbers of cases. Rather too much than too little.
 */
export function namedIn(knownBy: readonly string[]): (text: string) => boolean {
  const numbers = new Set(knownBy.filter(isNumber).map(known => endOf(digitsOf(known))));
  const words = new Set(
    knownBy
      .filter(known => !isNumber(known))
      .flatMap(known => foldedIn(ownPart(known)))
      .filter(word => word.length >= SHORTEST_WORD),
  );
  return text =>
    foldedIn(text).some(word => words.has(word)) ||
    Array.from(text.matchAll(NUMBER), ([found]) => digitsOf(found)).some(
      digits => digits.length >= SHORTEST_NUMBER && [...numbers].some(known => isSame(known, endOf(digits))),
    );
}

const isSame = (a: string, b: string): boolean => a.endsWith(b) || b.endsWith(a);
