import type { Phrase } from './query.ts';
import { type Word, wordsIn } from './words.ts';

export type Snippet = { snippet: string; marks: [number, number][] };

/** UTF-16 code units. */
const BEFORE = 60;
const LENGTH = 320;
const MOST_MARKS = 50;

/** The part of an entry around the first hit, with the hits in it marked; the beginning of the first part if none shows. */
export function snippetOf(parts: readonly string[], phrases: readonly Phrase[]): Snippet {
  for (const part of parts) {
    const first = marksIn(part, phrases).next();
    if (!first.done) return cut(part, Math.max(0, first.value[0] - BEFORE), phrases);
  }
  return cut(parts[0] ?? '', 0, []);
}

function cut(text: string, from: number, phrases: readonly Phrase[]): Snippet {
  const start = wordStart(text, from);
  const shown = text.slice(start, start + LENGTH).replace(/[\uD800-\uDBFF]$/u, '');
  const head = start > 0 ? '…' : '';
  const tail = start + shown.length < text.length ? '…' : '';
  const marks: [number, number][] = [];
  for (const [a, b] of marksIn(shown, phrases)) {
    if (marks.length === MOST_MARKS) break;
    marks.push([a + head.length, b + head.length]);
  }
  return { snippet: `${head}${shown}${tail}`, marks };
}

/** Not in the middle of a word or of a surrogate pair. */
function wordStart(text: string, from: number): number {
  if (from === 0) return 0;
  const space = text.slice(from, from + BEFORE).search(/\s/u);
  const start = space < 0 ? from : from + space + 1;
  return /[\uDC00-\uDFFF]/u.test(text[start] ?? '') ? start + 1 : start;
}

/** Ranges of the text that a phrase stands at, in order. */
export function* marksIn(text: string, phrases: readonly Phrase[]): Generator<[number, number]> {
  const longest = Math.max(0, ...phrases.map(phrase => phrase.words.length));
  const window: Word[] = [];
  for (const word of wordsIn(text)) {
    window.push(word);
    if (window.length > longest) window.shift();
    const length = phrases.find(phrase => endsWith(window, phrase))?.words.length;
    if (length) yield [window[window.length - length]!.start, word.end];
  }
}

function endsWith(window: readonly Word[], { words, prefix }: Phrase): boolean {
  const offset = window.length - words.length;
  if (offset < 0) return false;
  return words.every((word, i) => {
    const { folded } = window[offset + i]!;
    return prefix && i === words.length - 1 ? folded.startsWith(word) : folded === word;
  });
}
