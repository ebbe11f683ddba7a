// Words as the index of the backend is asked for them.
import type { TermPart } from '../../../shared/domain/search/query.ts';
import { foldedWords } from '../words.ts';

/** Letters before which a beginning fits too many words. */
export const SHORTEST_BEGINNING = 2;

export type Words = { readonly text: string; readonly prefix: boolean };
export const wordsOf = ({ text, prefix }: TermPart): Words => {
  const folded = foldedWords(text);
  return { text: folded, prefix: prefix && (folded.split(' ').at(-1)?.length ?? 0) >= SHORTEST_BEGINNING };
};

/** The same as the beginning of a name. */
export const beginningOf = (written: string): Words => {
  const text = foldedWords(written);
  return { text, prefix: (text.split(' ').at(-1)?.length ?? 0) >= SHORTEST_BEGINNING };
};

type Parameters = { readonly sql: string; readonly params: readonly unknown[] };

/** One of them as a question to the index; the words are a parameter, so that whatever they hold they stay words. */
export function queryOf({ prefix }: Words, place: number): string {
  const plain = `phraseto_tsquery('simple', $${place})`;
  return prefix ? `CASE WHEN numnode(${plain}) = 0 THEN ${plain} ELSE (${plain}::text || ':*')::tsquery END` : plain;
}

/** All of these and none of those. `from`: the place of the first parameter. */
export function allOf(terms: readonly Words[], without: readonly Words[] = [], from = 1): Parameters {
  const all = [...terms, ...without];
  const parts = all.map((term, i) => `${i < terms.length ? '' : '!!'}(${queryOf(term, from + i)})`);
  return { sql: parts.join(' && '), params: all.map(({ text }) => text) };
}
