// What somebody typed into the search field, read. Any text is a search: nothing here is an error, and all of it is pure.
import type { Today } from './days.ts';
import { type FilterName, filterNamed, type Meaning, meaningOf } from './filters.ts';

/** Longer queries are cut: nobody reads the rest, and any text must be answered within 100 ms. UTF-16 code units. */
export const LONGEST_QUERY = 2_000;
/** One character more than counts, so that it is said that there were more. */
export const cutQuery = (text: string): string => text.slice(0, LONGEST_QUERY + 1);
/** Words, phrases and filters beyond this are not looked at. */
export const MOST_PARTS = 32;

/** Half-open, in UTF-16 code units of the text that was given. */
type Span = { readonly start: number; readonly end: number };

/** Words to find or to leave out. `prefix`: the beginning of a longer word. A `word` may hold signs, as in `LW-204`. */
export type TermPart = Span & {
  readonly kind: 'word' | 'phrase';
  readonly text: string;
  readonly prefix: boolean;
  readonly excluded: boolean;
};
/** `meaning` null: nothing that can be looked for; with an empty `value` it is still being typed. */
export type FilterPart = Span & {
  readonly kind: 'filter';
  readonly name: FilterName;
  /** Without quotes. */
  readonly value: string;
  readonly valueStart: number;
  readonly excluded: boolean;
  readonly meaning: Meaning | null;
};
export type QueryPart = TermPart | FilterPart;

/** `bad-value`: a filter that means nothing so is left out. `open-quote`: it runs to the end. */
export type QueryProblem = Span & { readonly kind: 'bad-value' | 'open-quote' | 'too-long' | 'too-many' };
/** Written like a filter and none: its words are looked for instead. */
export type UnknownFilter = Span & { readonly name: string };

export type SearchQuery = {
  /** All parts, in the order of the text. */
  readonly parts: readonly QueryPart[];
  readonly terms: readonly TermPart[];
  readonly without: readonly TermPart[];
  /** Those that mean something; see `Meaning` for how they combine. */
  readonly filters: readonly (FilterPart & { readonly meaning: Meaning })[];
  readonly unknown: readonly UnknownFilter[];
  readonly problems: readonly QueryProblem[];
};

const QUOTE = /["“”„‟«»＂]/u;
const SPACE = /[\s\0]/u;
const NAME = /^(\p{L}{2,20})[:：]/u;
/** Names before a colon that are words: of addresses, and of subjects. */
const NO_FILTER = new Set(['http', 'https', 'ftp', 'mailto', 'tel', 'sms', 'www', 're', 'fw', 'fwd', 'aw', 'wg', 'ps']);

type Reading = { text: string; at: number; parts: QueryPart[]; unknown: UnknownFilter[]; problems: QueryProblem[] };

/**
 * Quotes make phrases, `word*` and the last word find longer words, `-` leaves out, `name:value` narrows. Linear in the
 * text. `today` decides what `before:monday` means.
 */
export function parseQuery(given: string, today: Today): SearchQuery {
  const text = given.slice(0, LONGEST_QUERY);
  const reading: Reading = { text, at: 0, parts: [], unknown: [], problems: [] };
  if (given.length > text.length) reading.problems.push({ kind: 'too-long', start: text.length, end: given.length });
  while (skipSpace(reading)) {
    if (reading.parts.length === MOST_PARTS) {
      reading.problems.push({ kind: 'too-many', start: reading.at, end: text.length });
      break;
    }
    readPart(reading, today);
  }
  const { unknown, problems } = reading;
  const parts = withBeginning(reading.parts, text);
  const terms = parts.filter(part => part.kind !== 'filter');
  return {
    parts,
    terms: terms.filter(({ excluded }) => !excluded),
    without: terms.filter(({ excluded }) => excluded),
    filters: parts.filter(hasMeaning),
    unknown,
    problems,
  };
}

/**
 * The last of the words is a beginning, whatever filters or phrases follow it: in what order parts stand means nothing.
 * Whoever has typed a space behind it, and nothing after, has ended it.
 */
function withBeginning(parts: readonly QueryPart[], text: string): readonly QueryPart[] {
  const last = parts.findLastIndex(({ kind, excluded }) => kind === 'word' && !excluded);
  if (last === parts.length - 1 && SPACE.test(text.at(-1) ?? '')) return parts;
  return parts.map((part, i) => (i === last && part.kind !== 'filter' ? { ...part, prefix: true } : part));
}

const hasMeaning = (part: QueryPart): part is FilterPart & { meaning: Meaning } =>
  part.kind === 'filter' && part.meaning !== null;

function skipSpace(reading: Reading): boolean {
  const { text } = reading;
  while (reading.at < text.length && SPACE.test(text[reading.at]!)) reading.at++;
  return reading.at < text.length;
}

function readPart(reading: Reading, today: Today): void {
  const { text } = reading;
  const start = reading.at;
  const excluded = /[-−–]/u.test(text[start]!) && start + 1 < text.length && !/[\s\0\-−–]/u.test(text[start + 1]!);
  if (excluded) reading.at++;
  const name = NAME.exec(text.slice(reading.at, reading.at + 22));
  if (name && !NO_FILTER.has(name[1]!.toLowerCase()) && readFilter(reading, start, name[1]!, excluded, today)) return;
  const quoted = QUOTE.test(text[reading.at]!);
  const value = quoted ? readQuoted(reading, start) : readRun(reading);
  const starred = quoted && text[reading.at] === '*';
  if (starred) reading.at++;
  const prefix = starred || (!quoted && value.endsWith('*'));
  reading.parts.push({ kind: quoted ? 'phrase' : 'word', text: value, prefix, excluded, start, end: reading.at });
}

/** False, and nothing read, where it is no filter. */
function readFilter(reading: Reading, start: number, written: string, excluded: boolean, today: Today): boolean {
  const { text } = reading;
  const name = filterNamed(written);
  const valueStart = reading.at + written.length + 1;
  const next = text[valueStart] ?? ' ';
  if (name === null) {
    if (!SPACE.test(next) && next !== '/') reading.unknown.push({ name: written, start, end: valueStart });
    return false;
  }
  reading.at = valueStart;
  const value = SPACE.test(next) ? '' : QUOTE.test(next) ? readQuoted(reading, valueStart) : readRun(reading);
  const plain = value.trim();
  const meaning = plain === '' ? null : meaningOf(name, plain, today);
  const end = reading.at;
  if (plain !== '' && meaning === null) reading.problems.push({ kind: 'bad-value', start, end });
  reading.parts.push({ kind: 'filter', name, value: plain, valueStart, excluded, meaning, start, end });
  return true;
}

/** From a quote to the next one, or to the end. */
function readQuoted(reading: Reading, start: number): string {
  const { text } = reading;
  const from = ++reading.at;
  while (reading.at < text.length && !QUOTE.test(text[reading.at]!)) reading.at++;
  const value = text.slice(from, reading.at);
  if (reading.at < text.length) reading.at++;
  else reading.problems.push({ kind: 'open-quote', start, end: text.length });
  return value;
}

/** To the next space or quote. */
function readRun(reading: Reading): string {
  const { text } = reading;
  const from = reading.at;
  while (reading.at < text.length && !SPACE.test(text[reading.at]!) && !QUOTE.test(text[reading.at]!)) reading.at++;
  return text.slice(from, reading.at);
}
