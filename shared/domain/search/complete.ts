// What could stand where the caret is. Names and fixed values are known here; names of people come from the desk.
import { ENTRY_KINDS } from '../entry.ts';
import { CHANNELS } from '../primitives.ts';
import { written } from './edit.ts';
import { fold } from './words.ts';
import {
  AUDIENCES,
  AUTHOR_KINDS,
  CASE_STATES,
  DIRECTIONS,
  FILTER_NAMES,
  type FilterName,
  filterNamed,
  HAS_VALUES,
  IS_VALUES,
} from './filters.ts';

/** Replaces the text from `start` to `end` of the completion by `insert`; the caret goes behind it. */
export type Completion = { readonly insert: string; readonly kind: 'filter' | 'value'; readonly label: string };
/** A value that the desk knows of, for a filter that `asks`. */
export type KnownValue = { readonly value: string; readonly label: string };
export type Completions = {
  readonly start: number;
  readonly end: number;
  readonly options: readonly Completion[];
  /** Ask the desk (`history.complete`) for values of this filter that begin so, and give them as `known` next time. */
  readonly ask: { readonly filter: FilterName; readonly text: string } | null;
};

const FIXED: Readonly<Partial<Record<FilterName, readonly string[]>>> = {
  channel: CHANNELS,
  kind: ENTRY_KINDS,
  direction: DIRECTIONS,
  audience: AUDIENCES,
  has: HAS_VALUES,
  is: IS_VALUES,
  from: AUTHOR_KINDS,
  case: CASE_STATES,
  score: ['<3', '>=4', 'csat', 'nps', 'ces'],
  before: ['today', 'this week', 'this month', 'this year'],
  after: ['yesterday', '7d', '30d', '12m'],
  since: ['today', '7d', '30d', '12m'],
  until: ['yesterday', 'last week', 'last month'],
  on: ['today', 'yesterday', 'this week', 'last week', 'this month', 'last month'],
};
/** Filters whose values are names and numbers that only the desk knows. */
const ASKED: ReadonlySet<FilterName> = new Set<FilterName>(['from', 'with', 'handle', 'agent', 'case', 'language']);

const NONE: Completions = { start: 0, end: 0, options: [], ask: null };

/** The piece of text that the caret stands in: from the space before it, quotes of a value counted as part of it. */
function pieceAt(text: string, caret: number): { start: number; end: number } {
  const before = text.slice(Math.max(0, caret - 300), caret);
  const open = /(?:^|\s)-?\p{L}{2,20}[:：]["“„][^"”“]*$/u.exec(before);
  const start = caret - (open ? open[0].trimStart().length : (/\S*$/u.exec(before)?.[0].length ?? 0));
  const rest = open ? /^[^"”“]*["”“]?/u : /^\S*/u;
  return { start, end: caret + (rest.exec(text.slice(caret, caret + 300))?.[0].length ?? 0) };
}

/** Values that were asked for come before the fixed ones' end: `known` belongs to the filter at the caret. */
export function completionsAt(text: string, caret: number, known: readonly KnownValue[] = []): Completions {
  const { start, end } = pieceAt(text, caret);
  const typed = text.slice(start, caret);
  const form = /^(-?)(?:(\p{L}{2,20})[:：]["“„]?([^"”“]*)|(\p{L}*))$/u.exec(typed);
  if (!form) return NONE;
  const [, minus = '', name, value = '', word = ''] = form;
  if (name === undefined) return { start, end, options: namesFor(minus, word), ask: null };
  const filter = filterNamed(name);
  if (filter === null) return NONE;
  const options = valuesFor(filter, value, known).map(one => ({
    insert: `${minus}${filter}:${written(one.value)} `,
    kind: 'value' as const,
    label: one.label,
  }));
  return { start, end, options, ask: ASKED.has(filter) ? { filter, text: value } : null };
}

/** Nothing typed yet: all of them, to pick from. */
const namesFor = (minus: string, word: string): Completion[] =>
  FILTER_NAMES.filter(name => name.startsWith(word.toLowerCase())).map(name => ({
    insert: `${minus}${name}:`,
    kind: 'filter',
    label: `${name}:`,
  }));

function valuesFor(filter: FilterName, typed: string, known: readonly KnownValue[]): KnownValue[] {
  const begins = fold(typed);
  const fixed = (FIXED[filter] ?? []).filter(value => fold(value).startsWith(begins));
  const own = fixed.map(value => ({ value, label: value }));
  return [...own, ...known.filter(({ value }) => !fixed.includes(value))];
}
