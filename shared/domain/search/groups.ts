// What a query looks for, word by word: the index is asked for it, and a text is marked by it.
import { amountKey, IS_ACCOUNT, IS_TELEPHONE, isPartOfTelephone, numbersIn, telephoneKey } from './numbers.ts';
import type { TermPart } from './query.ts';
import { fold, wordsIn } from './words.ts';

/** Words that stand side by side, folded; the last one may be the beginning of a longer word. */
export type Phrase = { readonly words: readonly string[]; readonly prefix: boolean };
/** One thing to find: any of these ways of writing it, or, `all`, every one of them, or a number in any notation. */
export type Group = {
  readonly any: readonly Phrase[];
  readonly all: readonly Phrase[];
  readonly numbers: readonly { readonly key: string; readonly prefix: boolean }[];
};

/** Letters written together with digits, or apart from them: `LW204`, `LW 204`. */
const LETTERS = /^\p{L}{1,4}$/u;
const DIGITS = /^\p{Nd}{1,6}$/u;
const MIXED = /^(?=.*\d)(?=.*[a-z])[a-z\d]{3,20}$/;
const ACCOUNT_BEGINS = /^[a-z]{2}\d{2}$/i;
const ACCOUNT_PIECE = /^[a-z0-9]{1,4}$/i;
const NUMBER_PIECE = /^[+(]*[\p{Nd}()./'’,–-]*\p{Nd}[\p{Nd}()./'’,–-]*$/u;
const NO_GROUP: Group = { any: [], all: [], numbers: [] };

const foldedWords = (text: string): string[] => Array.from(wordsIn(text), word => word.folded);
/** A single letter begins too many words, and a character of a script without spaces is a word by itself. */
const mayBegin = (word: string): boolean => word.length > 1 || /\d/.test(word);

/** What to find, in the order in which it was written. Neighbours that together are a number are one. */
export function groupsOf(terms: readonly TermPart[]): Group[] {
  const groups: Group[] = [];
  for (let i = 0; i < terms.length;) {
    const run = accountRun(terms, i) || numberRun(terms, i);
    const pair = run === 0 ? pairAt(terms, i) : null;
    if (run > 0) groups.push(splitNumber(terms.slice(i, i + run)));
    else groups.push(pair ?? groupOf(terms[i]!));
    i += run > 0 ? run : pair ? 2 : 1;
  }
  return groups.filter(({ any, all, numbers }) => any.length + all.length + numbers.length > 0);
}

/** How many words from here on are one number in pieces, such as `020 7946 0018` or `1 234,50`; 0: none. */
function numberRun(terms: readonly TermPart[], from: number): number {
  let end = from;
  while (terms[end]?.kind === 'word' && NUMBER_PIECE.test(terms[end]!.text)) end++;
  for (let length = end - from; length > 1; length--) {
    const text = terms
      .slice(from, from + length)
      .map(term => term.text)
      .join(' ');
    if (numbersIn(text).some(({ start, end: to }) => to - start >= text.replace(/^[+(]+/u, '').length)) return length;
  }
  return 0;
}

/** The same of a bank account, such as `DE89 3704 0044 0532 0130 00`. */
function accountRun(terms: readonly TermPart[], from: number): number {
  if (!ACCOUNT_BEGINS.test(terms[from]!.text)) return 0;
  let end = from;
  while (terms[end]?.kind === 'word' && ACCOUNT_PIECE.test(terms[end]!.text)) end++;
  for (let length = end - from; length > 1; length--) {
    const text = terms.slice(from, from + length).map(term => term.text);
    if (IS_ACCOUNT.test(text.join(' '))) return length;
  }
  return 0;
}

function splitNumber(terms: readonly TermPart[]): Group {
  const text = terms.map(term => term.text).join(' ');
  const all = terms.flatMap(term => phraseOf(term) ?? []);
  return { ...NO_GROUP, all, numbers: numbersFor(text) };
}

const phraseOf = ({ text, prefix }: Pick<TermPart, 'text' | 'prefix'>): Phrase | null => {
  const words = foldedWords(text);
  return words.length === 0 ? null : { words, prefix: prefix && mayBegin(words.at(-1)!) };
};

/** Keys of the number that a text is; a telephone number without its beginning is found too. */
function numbersFor(text: string): Group['numbers'] {
  const plain = text.trim();
  const keys = numbersIn(text).map(({ key }) => key);
  if (IS_TELEPHONE.test(plain)) keys.push(telephoneKey(plain) ?? '');
  if (/^\p{Nd}{2,12}$/u.test(plain)) keys.push(amountKey(fold(plain)));
  const found = [...new Set(keys)].filter(key => key !== '');
  return found.map(key => ({ key, prefix: isPartOfTelephone(key) }));
}

/** `LW 204` may stand there as `LW204`. */
function pairAt(terms: readonly TermPart[], at: number): Group | null {
  const [first, second] = [terms[at]!, terms[at + 1]];
  if (first.kind !== 'word' || second?.kind !== 'word' || first.prefix) return null;
  if (!LETTERS.test(first.text) || !DIGITS.test(second.text)) return null;
  const together = fold(first.text + second.text);
  const all = [phraseOf(first), phraseOf(second)].filter(phrase => phrase !== null);
  return { ...NO_GROUP, all, any: [{ words: [together], prefix: second.prefix }] };
}

function groupOf(term: TermPart): Group {
  const phrase = phraseOf(term);
  if (!phrase) return NO_GROUP;
  const numbers = numbersFor(term.text);
  if (term.kind === 'phrase') return { ...NO_GROUP, any: [phrase], numbers };
  const { words, prefix } = phrase;
  const any = [phrase];
  const joined = words.join('');
  if (words.length > 1 && MIXED.test(joined) && !term.text.includes('@')) any.push({ words: [joined], prefix });
  const pieces = words.length === 1 && MIXED.test(joined) ? joined.match(/[a-z]+|\d+/g)! : [];
  if (pieces.length > 1) any.push({ words: pieces, prefix });
  return { ...NO_GROUP, any, numbers };
}
