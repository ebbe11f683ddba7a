import { spread, wordsIn } from './words.ts';

/**
 * Words that must stand side by side; the last one may be the beginning of a longer word. `text` is for the index, which
 * folds by its own rules; `words` are folded by ours, for marking.
 */
export type Phrase = { text: string; words: readonly string[]; prefix: boolean };

/** Longer queries are cut: nobody reads the rest, and any text must be answered within 100 ms. */
const LONGEST_QUERY = 2_000;
const MOST_PHRASES = 24;

/**
 * Any text is a search: quotes make phrases (an open one runs to the end), `word*` and the last word find longer words,
 * all else separates. Nothing here is full-text syntax, so nothing can be a syntax error.
 */
export function phrasesOf(query: string): Phrase[] {
  const phrases: Phrase[] = [];
  const pieces = query.slice(0, LONGEST_QUERY).replaceAll('\0', ' ').split('"');
  pieces.forEach((piece, i) => {
    const quoted = i % 2 === 1;
    const parts = quoted ? [piece] : piece.split(/\s+/u);
    parts.forEach((part, j) => {
      const found = [...wordsIn(part)].filter(word => word.folded !== '');
      const text = found.map(word => part.slice(word.start, word.end)).join(' ');
      const words = found.map(word => word.folded);
      const last = !quoted && i === pieces.length - 1 && j === parts.length - 1;
      if (words.length > 0) phrases.push({ text, words, prefix: last || (!quoted && part.endsWith('*')) });
    });
  });
  return phrases.slice(0, MOST_PHRASES);
}

/** FTS5's own form, every word quoted: parameters only. Null when there is nothing to look for. */
export function matchOf(phrases: readonly Phrase[]): string | null {
  if (phrases.length === 0) return null;
  return phrases.map(({ text, prefix }) => `"${spread(text).trim()}"${prefix ? ' *' : ''}`).join(' AND ');
}

export const termsOf = (phrases: readonly Phrase[]): string[] => [...new Set(phrases.flatMap(phrase => phrase.words))];
