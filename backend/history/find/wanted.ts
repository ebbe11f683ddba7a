// What a reviewer's question asks the backend for, part by part. Pure; any text is a question.
import type { Channel } from '../../../shared/domain/primitives.ts';
import type { FilterName } from '../../../shared/domain/search/filters.ts';
import type { SearchQuery, TermPart } from '../../../shared/domain/search/query.ts';

/** Filters that the backend understands; the others only a desk does. */
const KNOWN: readonly FilterName[] = ['channel', 'with', 'case', 'before', 'after', 'on', 'since', 'until'];

/** Half-open. */
type Span = { readonly from: number; readonly to: number };
export type Wanted = {
  /** Of names and addresses: each the beginning of a word. */
  readonly names: string;
  /** What `with:` said; any of them will do. */
  readonly named: readonly string[];
  /** Names or addresses as they were written. */
  readonly addresses: readonly string[];
  readonly caseNumber: number | null;
  readonly terms: readonly TermPart[];
  readonly without: readonly TermPart[];
  readonly channels: readonly Channel[] | null;
  readonly span: Span;
  readonly leftOut: readonly FilterName[];
};

/** What a question asks for. */
export function wantedOf(query: SearchQuery): Wanted {
  const known = query.filters.filter(({ name, excluded }) => KNOWN.includes(name) && !excluded);
  const meanings = known.map(({ meaning }) => meaning);
  const written = query.terms.map(({ text }) => text).join(' ');
  const named = meanings.flatMap(meaning => (meaning.by === 'with' ? [meaning.value] : []));
  const cases = meanings.flatMap(meaning => (meaning.by === 'case' ? [meaning.value] : []));
  const channels = meanings.flatMap(meaning => (meaning.by === 'channel' ? [meaning.value] : []));
  const left = query.filters.filter(filter => !known.includes(filter) || filter.meaning.by === 'case-state');
  return {
    named,
    names: [...named, written].join(' ').trim(),
    addresses: [written, ...query.terms.map(({ text }) => text), ...named].filter(text => text !== ''),
    caseNumber: cases[0] ?? (/^#?\d{1,12}$/.test(written) ? Number(written.replace('#', '')) : null),
    terms: query.terms,
    without: query.without,
    channels: channels.length > 0 ? channels : null,
    span: spanOf(meanings),
    leftOut: [...new Set(left.map(({ name }) => name))],
  };
}

type Meanings = SearchQuery['filters'][number]['meaning'][];

/** What all of the days that were said leave. */
function spanOf(meanings: Meanings): Span {
  let [from, to] = [-8.64e15, 8.64e15];
  for (const meaning of meanings) {
    if (meaning.by === 'before') to = Math.min(to, meaning.value.from);
    else if (meaning.by === 'after') from = Math.max(from, meaning.value.to);
    else if (meaning.by === 'since') from = Math.max(from, meaning.value.from);
    else if (meaning.by === 'until') to = Math.min(to, meaning.value.to);
    else if (meaning.by === 'on') [from, to] = [Math.max(from, meaning.value.from), Math.min(to, meaning.value.to)];
  }
  return { from, to };
}
