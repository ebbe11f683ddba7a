// What a query comes to, with what this cache knows of customers, cases, accounts and agents.
import type { Entry } from '../../../../shared/domain/entry.ts';
import type { FilterName, Meaning } from '../../../../shared/domain/search/filters.ts';
import { type Group, groupsOf } from '../../../../shared/domain/search/groups.ts';
import { isTelephone } from '../../../../shared/domain/search/numbers.ts';
import type { SearchQuery } from '../../../../shared/domain/search/query.ts';
import { isInRange, type Measure, type ScoreRange } from '../../../../shared/domain/search/scores.ts';
import type { Cache } from '../cache.ts';
import { HIGHEST_SCORE, joined, marks } from './marks.ts';
import { type NameWord, nameWays } from './names.ts';
import { periodsOf } from './periods.ts';
import { allOf, anyOf, groupText, markText } from './query.ts';
import type { Looking } from './search.ts';

/** Customers that one `with:` may mean: each is a look into the index. */
const MOST_CUSTOMERS = 200;
/** Cases whose number or subject has all the words: their entries are hits too. */
const MOST_CASES = 20;
/** Customers who are called so, or have the address or number: their entries are hits too. More are nobody in particular. */
const MOST_CALLED = 20;
/** Words side by side that are looked up as one name. */
const LONGEST_NAME = 4;
/** Names that very many have, and words of a query: behind so many none is looked up as a name. */
const MOST_POPULAR = 2;
const MOST_TRIED = 6;

export type Plan = Looking & {
  readonly groups: readonly Group[];
  /**
   * With a beginning of two or three letters: the same without it, and what it asks. The index would put together all words
   * that begin so; among the newest entries there are mostly enough.
   */
  readonly loose: { readonly match: string; readonly groups: readonly Group[] } | null;
  /** Filters of which only a part could be looked at. */
  readonly bounded: readonly FilterName[];
};

type Filter = SearchQuery['filters'][number];
type Asking = {
  readonly cache: Pick<Cache, 'customers' | 'cases' | 'entries' | 'names'>;
  readonly bounded: Set<FilterName>;
};
type Keep = (entry: Entry) => boolean;

/** Every entry has one of these. */
const ANYTHING = anyOf(['in', 'out', 'internal'].map(direction => markText(marks.direction(direction))));
const NOTHING = markText(marks.changed('never' as 'edited'));

export function planOf(query: SearchQuery, cache: Asking['cache']): Plan {
  const asking: Asking = { cache, bounded: new Set() };
  const groups = groupsOf(query.terms);
  const without = groupsOf(query.without).map(groupText);
  const must: string[] = [];
  const keeps: Keep[] = [];
  const begun = groups.filter(isBegun);
  for (const alike of byMeaning(query.filters.filter(({ excluded }) => !excluded))) {
    const keep = keepOf(alike, cache);
    if (keep) keeps.push(keep);
    const text = anyOf(alike.map(filter => filterText(filter, asking)));
    if (text !== ANYTHING) must.push(text);
  }
  for (const filter of query.filters.filter(one => one.excluded)) {
    const keep = keepOf([filter], cache);
    const text = filterText(filter, asking);
    if (keep) keeps.push(entry => !keep(entry));
    else if (text !== ANYTHING) without.push(text);
  }
  const isAsked = groups.length + without.length + query.filters.length > 0;
  const words = wordsOf(query.terms, groups, asking);
  const matchOf = (words: readonly string[]): string => {
    const positive = words.length + must.length > 0 ? allOf([...words, ...must]) : ANYTHING;
    return without.length > 0 ? `(${positive}) NOT ${anyOf(without)}` : positive;
  };
  return {
    match: isAsked ? matchOf([...words, ...begun.map(groupText)]) : null,
    loose: begun.length > 0 ? { match: matchOf(words), groups: begun } : null,
    periods: periodsOf(query.filters),
    groups,
    keep: keeps.length === 0 ? null : entry => keeps.every(keep => keep(entry)),
    bounded: [...asking.bounded],
  };
}

/** Filters that mean the same kind of thing are alternatives. */
const byMeaning = (filters: readonly Filter[]): Filter[][] => [
  ...Map.groupBy(filters, ({ meaning }) => (meaning.by === 'author' ? 'from' : meaning.by)).values(),
];

const BEGUN = 3;
const isBegun = ({ any }: Group): boolean =>
  any.some(({ words, prefix }) => prefix && words.length === 1 && words[0]!.length <= BEGUN);

const nameWordsOf = ({ any, all }: Group): NameWord[] =>
  (all.length > 0 ? all : any.slice(0, 1)).flatMap(({ words, prefix }) =>
    words.map((word, i) => ({ word, prefix: prefix && i === words.length - 1 })),
  );

/**
 * Entries with all the words but those that are only begun, those of cases that are called so, and of customers; a few
 * letters call nobody. Words that are somebody's name stand for the whole history with them.
 */
function wordsOf(terms: SearchQuery['terms'], groups: readonly Group[], asking: Asking): string[] {
  const { cache } = asking;
  const whole = groups.filter(group => !isBegun(group));
  if (whole.length === 0) return [];
  const isTyping = whole.length < groups.length;
  const named = namedText(whole, isTyping ? whole.length : whole.length - 1, asking);
  const texts = [allOf(whole.map(groupText)), ...(named === null ? [] : [named])];
  if (isTyping) return [anyOf(texts)];
  const asked = groups.flatMap(nameWordsOf);
  const cases = cache.names.find('case', [asked], MOST_CASES).ids.map(marks.matter);
  const isSomebody = asked.length > 1 || terms.some(({ text }) => text.includes('@'));
  const ways = [...numberWays(groups), ...(isSomebody ? [asked] : [])];
  const called = cache.names.find('customer', ways, MOST_CALLED);
  const customers = called.more ? [] : called.ids.map(marks.customer);
  return [anyOf([...texts, ...[...cases, ...customers].map(mark => markText(mark))])];
}

type Named = { readonly from: number; readonly to: number; readonly ids: readonly string[] };

/**
 * The first neighbours, `most` of them and two words at least, that are a name of few, as far as they go on to be one:
 * `[from, to)`.
 */
function nameIn(groups: readonly Group[], most: number, asking: Asking): Named | null {
  let popular = 0;
  for (let from = 0; from < Math.min(groups.length, MOST_TRIED) && popular < MOST_POPULAR; from++) {
    const { named, isPopular } = nameAt(groups.slice(from, from + Math.min(most, LONGEST_NAME)), asking);
    if (named) return { from, to: from + named.length, ids: named.ids };
    if (isPopular) popular++;
  }
  return null;
}

/** How many from the first on are a name, and whose: each word more is of fewer. */
function nameAt(groups: readonly Group[], { cache }: Asking) {
  let named: { readonly length: number; readonly ids: readonly string[] } | null = null;
  let isPopular = false;
  for (let length = 1; length <= groups.length; length++) {
    if (groups[length - 1]!.numbers.length > 0) break;
    const words = groups.slice(0, length).flatMap(nameWordsOf);
    if (words.length < 2) continue;
    const { ids, more } = cache.names.find('customer', [words], MOST_CALLED);
    if (ids.length === 0) break;
    if (more) isPopular = true;
    else named = { length, ids };
  }
  return { named, isPopular };
}

/** What those have who are named by at most so many of the words, with the others; null: nobody is named. */
function namedText(groups: readonly Group[], most: number, asking: Asking): string | null {
  const named = nameIn(groups, most, asking);
  if (!named) return null;
  const others = groups.filter((_, i) => i < named.from || i >= named.to).map(groupText);
  return allOf([anyOf(named.ids.map(id => markText(marks.customer(id)))), ...others]);
}

/** One word alone is more often a word than a name; a telephone number is somebody's. */
const numberWays = (groups: readonly Group[]): NameWord[][] =>
  groups.length > 1
    ? []
    : groups.flatMap(({ numbers }) =>
        numbers.filter(({ key }) => isTelephone(key)).map(({ key, prefix }) => [{ word: key, prefix }]),
      );

function filterText({ name, meaning }: Filter, asking: Asking): string {
  const { cache, bounded } = asking;
  switch (meaning.by) {
    case 'channel':
    case 'kind':
    case 'direction':
    case 'audience':
    case 'language':
      return markText(marks[meaning.by](meaning.value));
    case 'has':
      return markText(marks.has(meaning.value));
    case 'changed':
      return markText(marks.changed(meaning.value));
    case 'author':
      return markText(marks.author(meaning.value));
    case 'from':
      return fromText(meaning.value);
    case 'agent':
      return oneOfMarks(cache.entries.search.known.beginning('agent', meaning.value).map(marks.agent));
    case 'handle': {
      const wanted = joined(meaning.value);
      const handles = cache.entries.search.known.all('handle').filter(handle => joined(handle).includes(wanted));
      return oneOfMarks(handles.map(marks.handle));
    }
    case 'with': {
      if (cache.customers.get(meaning.value)) return markText(marks.customer(meaning.value));
      const { ids, more } = cache.names.find('customer', nameWays(meaning.value), MOST_CUSTOMERS);
      if (more) bounded.add(name);
      return oneOfMarks(ids.map(marks.customer));
    }
    case 'case':
      return oneOfMarks(cache.cases.idsOfNumber(meaning.value).map(marks.matter));
    case 'score':
      return scoreText(meaning.value);
    default:
      return ANYTHING;
  }
}

const oneOfMarks = (list: readonly string[]): string =>
  list.length === 0 ? NOTHING : anyOf([...new Set(list)].map(mark => markText(mark)));

/** All words of a name or an address; the last one may be a beginning, of three letters at least. */
function fromText(value: string): string {
  const ways = nameWays(value).filter(words => words.length > 0);
  if (ways.length === 0) return NOTHING;
  const textOf = ({ word, prefix }: NameWord): string => markText(marks.from(word), prefix && word.length > 2);
  return anyOf(ways.map(words => allOf(words.map(textOf))));
}

/** The index knows whole scores; the rest is `keep`'s. */
function scoreText({ measure, least, most, above, below }: ScoreRange): string {
  const first = Math.floor(Math.min(HIGHEST_SCORE, least ?? above ?? 0));
  const last = Math.floor(Math.min(HIGHEST_SCORE, most ?? below ?? HIGHEST_SCORE));
  if (first === 0 && last === HIGHEST_SCORE && measure === null) return markText(marks.kind('survey'));
  const measures: Measure[] = measure ? [measure] : ['ces', 'csat', 'nps'];
  const scores = Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);
  return oneOfMarks(measures.flatMap(one => scores.map(score => marks.score(one, score))));
}

/** For filters of one meaning: what only the entry, or its case, can tell. Null: the index has told all. */
function keepOf(filters: readonly Filter[], cache: Asking['cache']): Keep | null {
  const keeps = filters.map(({ meaning }) => keepOne(meaning, cache));
  return keeps.every(keep => keep !== null) ? entry => keeps.some(keep => keep(entry)) : null;
}

function keepOne(meaning: Meaning, cache: Asking['cache']): Keep | null {
  if (meaning.by === 'score')
    return entry => entry.kind === 'survey' && isInRange(meaning.value, entry.survey.measure, entry.survey.score);
  if (meaning.by !== 'case-state') return null;
  const states = new Map<string, string | null>();
  return ({ caseId }) => {
    let state = states.get(caseId);
    if (state === undefined) states.set(caseId, (state = cache.cases.get(caseId)?.state ?? null));
    return state === meaning.value;
  };
}
