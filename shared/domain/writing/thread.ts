// Words too long for one post, cut into several. Nobody's address, name or emoji is cut.
import twitter from 'twitter-text';
import { MAX_PARTS, type Rule } from './rules.ts';

/** `numbered`: each part ends with its place, e.g. ` 2/3`, counted. */
export const THREAD_STYLES = ['plain', 'numbered'] as const;
export type ThreadStyle = (typeof THREAD_STYLES)[number];

/** A no-break space holds what belongs together (a sign-off to the last word). */
const GAP = /[^\S\u00a0\u202f]+/u;
const SENTENCE_END = /[.!?…。！？][)\]"'”’»]*$|\n\s*$/u;
/** A sentence that ends in the last part of a post ends the post; one that ends earlier would waste too much. */
const WORTH_ENDING = 0.5;

const words = new Intl.Segmenter('en', { granularity: 'word' });
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** `[from, to)` in the text; spaces before it belong to it. */
type Atom = { readonly from: number; readonly to: number };

const cut = (text: string, from: number, by: Intl.Segmenter): Atom[] =>
  [...by.segment(text)].map(({ index, segment }) => ({ from: from + index, to: from + index + segment.length }));

/** A word longer than a post: at its own borders, then between letters; addresses and mentions in it stay whole. */
function cutWord(text: string, from: number, rule: Rule): Atom[] {
  const atoms: Atom[] = [];
  const loose = (start: number, end: number): void => {
    for (const atom of cut(text.slice(start, end), from + start, words))
      if (rule.count(text.slice(atom.from - from, atom.to - from)) <= rule.limit) atoms.push(atom);
      else atoms.push(...cut(text.slice(atom.from - from, atom.to - from), atom.from, graphemes));
  };
  let done = 0;
  for (const { indices } of twitter.extractEntitiesWithIndices(text)) {
    const [start, end] = indices;
    if (start < done || rule.count(text.slice(start, end)) > rule.limit) continue;
    loose(done, start);
    atoms.push({ from: from + start, to: from + end });
    done = end;
  }
  loose(done, text.length);
  return atoms;
}

/** What may not be cut, in order; together they are the whole text. */
function atomsOf(text: string, rule: Rule): Atom[] {
  const atoms: Atom[] = [];
  let from = 0;
  while (from < text.length) {
    const lead = new RegExp(`^${GAP.source}`, 'u').exec(text.slice(from))?.[0].length ?? 0;
    const rest = text.slice(from + lead).search(GAP);
    const to = rest < 0 ? text.length : from + lead + rest;
    const word = text.slice(from + lead, to);
    if (rule.count(word) <= rule.limit) atoms.push({ from, to });
    else atoms.push(...cutWord(word, from + lead, rule));
    from = to;
  }
  return atoms;
}

/** How many atoms from `first` on fit into one post: at least one, so that it always goes on. */
function fitting(text: string, atoms: readonly Atom[], first: number, rule: Rule): number {
  const fits = (count: number): boolean =>
    rule.count(text.slice(atoms[first]!.from, atoms[first + count - 1]!.to).trim()) <= rule.limit;
  let low = 1;
  // Nothing counts less than half a character of its own, so more atoms than this never fit: the search stays short.
  let high = Math.min(atoms.length - first, rule.limit * 2);
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Of so many that fit, those up to the last end of a sentence where that leaves enough. */
function toSentence(text: string, atoms: readonly Atom[], first: number, count: number, rule: Rule): number {
  if (first + count === atoms.length) return count;
  for (let fewer = count; fewer > 0; fewer -= 1) {
    const next = atoms[first + fewer];
    const part = text.slice(atoms[first]!.from, atoms[first + fewer - 1]!.to);
    if (rule.count(part.trim()) < rule.limit * WORTH_ENDING) break;
    const gap = next ? /^\s*/u.exec(text.slice(next.from, next.to))?.[0] : '';
    if (SENTENCE_END.test(part) || gap?.includes('\n')) return fewer;
  }
  return count;
}

function cutInto(text: string, rule: Rule): string[] {
  const atoms = atomsOf(text, rule);
  const parts: string[] = [];
  for (let first = 0; first < atoms.length && parts.length <= MAX_PARTS;) {
    const count = toSentence(text, atoms, first, fitting(text, atoms, first, rule), rule);
    const part = text.slice(atoms[first]!.from, atoms[first + count - 1]!.to).trim();
    if (part !== '') parts.push(part);
    first += count;
  }
  return parts;
}

const place = (index: number, of: number): string => ` ${index + 1}/${of}`;

/**
 * The posts that a text becomes, each within the rule's limit as its network counts: cut where a sentence ends, else
 * between words, never in an address, a mention or an emoji. One that fits is itself. Null: more than `MAX_PARTS`.
 */
export function threadOf(text: string, rule: Rule, style: ThreadStyle): string[] | null {
  const whole = text.trim();
  if (rule.count(whole) <= rule.limit) return [whole];
  const number = style === 'numbered' ? ' 99/99'.length : 0;
  const parts = cutInto(whole, { ...rule, limit: rule.limit - number });
  if (parts.length > MAX_PARTS) return null;
  return style === 'plain' ? parts : parts.map((part, index) => part + place(index, parts.length));
}
