import { numbersIn } from '../../../../shared/domain/search/numbers.ts';
import { wordsIn } from '../../../../shared/domain/search/words.ts';
import type { Group, Phrase } from './query.ts';

export type Snippet = { snippet: string; marks: [number, number][] };

/** UTF-16 code units. */
const BEFORE = 60;
const LENGTH = 320;
const MOST_MARKS = 50;

/** The part of an entry around the first hit, with the hits in it marked; the beginning of the first part if none shows. */
export function snippetOf(parts: readonly string[], groups: readonly Group[]): Snippet {
  for (const part of parts) {
    const first = marksIn(part, groups).next();
    if (!first.done) return cut(part, Math.max(0, first.value[0] - BEFORE), groups);
  }
  return cut(parts[0] ?? '', 0, []);
}

function cut(text: string, from: number, groups: readonly Group[]): Snippet {
  const start = wordStart(text, from);
  const shown = text.slice(start, start + LENGTH).replace(/[\uD800-\uDBFF]$/u, '');
  const head = start > 0 ? '…' : '';
  const tail = start + shown.length < text.length ? '…' : '';
  const marks: [number, number][] = [];
  for (const [a, b] of marksIn(shown, groups)) {
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

/** All groups stand somewhere in these parts: what the index would say of them. */
export const holdsAll = (parts: readonly string[], groups: readonly Group[]): boolean =>
  groups.every(
    ({ any, all, numbers }) =>
      isIn(parts, { any, all: [], numbers }) ||
      (all.length > 0 && all.every(phrase => isIn(parts, { any: [phrase], all: [], numbers: [] }))),
  );
const isIn = (parts: readonly string[], group: Group): boolean =>
  parts.some(part => !marksIn(part, [group]).next().done);

/** Ranges of the text at which something asked for stands, in order; what overlaps is said once. */
export function* marksIn(text: string, groups: readonly Group[]): Generator<[number, number]> {
  const numbers = numberMarks(text, groups);
  let end = 0;
  for (const [from, to] of phraseMarks(text, groups)) {
    for (; numbers[0] && numbers[0][0] <= from; numbers.shift()) {
      if (numbers[0][0] < end) continue;
      end = numbers[0][1];
      yield numbers[0];
    }
    if (from < end) continue;
    end = to;
    yield [from, to];
  }
  for (const [from, to] of numbers) if (from >= end) yield [from, (end = to)];
}

function numberMarks(text: string, groups: readonly Group[]): [number, number][] {
  const wanted = groups.flatMap(group => group.numbers);
  if (wanted.length === 0) return [];
  const isWanted = (found: string): boolean =>
    wanted.some(({ key, prefix }) => (prefix ? found.startsWith(key) : found === key));
  const found = numbersIn(text).filter(({ key }) => isWanted(key));
  return found.map(({ start, end }): [number, number] => [start, end]).sort((a, b) => a[0] - b[0]);
}

function* phraseMarks(text: string, groups: readonly Group[]): Generator<[number, number]> {
  const phrases = groups.flatMap(({ any, all }) => [...any, ...all]);
  const longest = Math.max(0, ...phrases.map(phrase => phrase.words.length));
  if (longest === 0) return;
  const window: string[] = [];
  const starts: number[] = [];
  for (const { folded, start, end } of wordsIn(text)) {
    window.push(folded);
    starts.push(start);
    if (window.length > longest) {
      window.shift();
      starts.shift();
    }
    const length = phrases.find(phrase => endsWith(window, phrase))?.words.length;
    if (length) yield [starts[starts.length - length]!, end];
  }
}

/** The words read so far end with the phrase. */
export function endsWith(window: readonly string[], { words, prefix }: Phrase): boolean {
  const last = words.length - 1;
  const offset = window.length - words.length;
  if (offset < 0) return false;
  for (let i = last; i >= 0; i--) {
    const word = window[offset + i]!;
    if (prefix && i === last ? !word.startsWith(words[i]!) : word !== words[i]) return false;
  }
  return true;
}
