import type { Group, Phrase } from './groups.ts';
import { numbersIn } from './numbers.ts';
import { wordsIn } from './words.ts';

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
