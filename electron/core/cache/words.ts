import type { Entry } from '../../../shared/domain/entry.ts';

/** Scripts written without spaces between words: each character is indexed as a word, a query for several is a phrase. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const EACH_UNSPACED = new RegExp(UNSPACED.source, 'gu');

export const spread = (text: string): string => (UNSPACED.test(text) ? text.replace(EACH_UNSPACED, ' $& ') : text);

/** Everything in an entry that a person could look for, in the order in which a snippet is taken from it. */
export function partsOf(entry: Entry): string[] {
  const parts = [entry.text];
  if (entry.kind === 'email') parts.push(entry.email.subject, entry.email.quoted ?? '', entry.email.signature ?? '');
  if (entry.kind === 'call') parts.push(entry.call.wrapUp ?? '', ...entry.call.turns.map(turn => turn.text));
  if (entry.kind === 'event') parts.push(entry.event.detail ?? '');
  parts.push(...entry.attachments.map(attachment => attachment.name), entry.author.name, entry.author.address ?? '');
  return parts.filter(part => part !== '');
}

/** What the index gets. NUL would end the text for SQLite. */
export const wordsOf = (entry: Entry): string => spread(partsOf(entry).join('\n').replaceAll('\0', ' '));

/** A word of a text: folded as the index folds it, with its place in UTF-16 code units. */
export type Word = { folded: string; start: number; end: number };

const WORD = new RegExp(`${UNSPACED.source}|[\\p{L}\\p{N}\\p{M}\\p{Co}]`, 'u');
const ONE = new RegExp(UNSPACED.source, 'u');
/** A pathological text is one word of 100,000 letters: no word is looked at beyond this. */
const LONGEST = 200;

export const fold = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Lazily, so that a snippet from the first line of a long text costs the first line. Linear in the text. */
export function* wordsIn(text: string): Generator<Word> {
  let start = -1;
  const word = (end: number): Word => ({ folded: fold(text.slice(start, Math.min(end, start + LONGEST))), start, end });
  for (let i = 0; i < text.length;) {
    const char = String.fromCodePoint(text.codePointAt(i)!);
    const single = ONE.test(char);
    if (start >= 0 && (single || !WORD.test(char))) {
      yield word(i);
      start = -1;
    }
    if (single) yield { folded: fold(char), start: i, end: i + char.length };
    else if (start < 0 && WORD.test(char)) start = i;
    i += char.length;
  }
  if (start >= 0) yield word(text.length);
}
