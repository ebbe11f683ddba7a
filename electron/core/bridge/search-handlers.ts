import type { Handlers, Input, SearchHit } from '../../../shared/contract/bridge.ts';
import type { SearchAnswer } from '../../../shared/contract/bridge/search.ts';
import type { Entry } from '../../../shared/domain/entry.ts';
import type { Group } from '../../../shared/domain/search/groups.ts';
import { LONGEST_QUERY, parseQuery, type SearchQuery } from '../../../shared/domain/search/query.ts';
import type { Cache } from '../cache/cache.ts';
import { completeValues } from '../cache/search/complete-values.ts';
import { type Plan, planOf } from '../cache/search/plan.ts';
import { ranked } from '../cache/search/rank.ts';
import type { Hits } from '../cache/search/search.ts';
import { holdsAll, snippetOf } from '../cache/search/snippet.ts';
import { partsOf } from '../../../shared/domain/search/parts.ts';
import { searchedOver } from '../searched.ts';
import type { Context } from './context.ts';

/** Milliseconds for reading hits that only the entry can tell; what was not looked at by then follows by `next`. */
const ENOUGH_MS = 10;
/** For counting the others: what is left is counted behind the answer. */
const COUNTING_MS = 5;
/** For counting and comparing them. */
const RANKING_MS = 10;
/** For looking among the newest; with a fifth of a page by then, that is the page. */
const LOOSE_MS = 6;
/** Entries of a cache in which all words that begin so are found and counted in a few milliseconds. */
const FEW = 20_000;
const SOON = 5;
const MOST_RANKED = 1_000;

type Asked = { limit: number; order: 'newest' | 'best'; before: { at: number; id: string } | null };
type Found = Hits & Pick<SearchAnswer, 'ranked'>;

export const searchHandlers = ({ cache, clock }: Context) => {
  // Making a format costs a millisecond.
  const zoneOf = remembered(knownZone);
  const searched = searchedOver(cache, clock.monotonic);
  const until = (ms: number) => {
    const end = clock.monotonic() + ms;
    return (): boolean => clock.monotonic() >= end;
  };
  const best = (plan: Plan, asked: Asked): Found => {
    const { limit } = asked;
    const isOver = until(RANKING_MS);
    const { hits, total } = cache.entries.search.newest(plan, isOver);
    const { entries, compared, stopped } = ranked(hits, plan.groups, { most: MOST_RANKED, isOver });
    // Among those that could be compared there is none: what is older is looked at as without comparing.
    if (entries.length === 0 && stopped) return newest(plan, asked);
    return {
      entries: entries.slice(0, limit),
      next: null,
      total: total ?? { count: compared, exact: !stopped },
      ranked: { count: compared, all: !stopped && (total?.exact ?? true) },
    };
  };
  const newest = (plan: Plan, { before, limit }: Asked): Found => ({
    ...(amongNewest(plan, { before, limit }) ??
      cache.entries.search.page(plan, { before, limit, isOver: until(plan.keep ? ENOUGH_MS : COUNTING_MS) })),
    ranked: null,
  });
  /** What begins with a few letters, if that comes up often. */
  const amongNewest = (plan: Plan, { before, limit }: Pick<Asked, 'before' | 'limit'>): Hits | null => {
    const { loose, periods } = plan;
    if (!loose || searched().searched <= FEW) return null;
    const keep = (entry: Entry): boolean => holdsAll(partsOf(entry), loose.groups) && (plan.keep?.(entry) ?? true);
    const looking = { match: loose.match, periods, keep };
    const found = cache.entries.search.page(looking, { before, limit, isOver: until(LOOSE_MS) });
    return found.next && found.entries.length * SOON >= limit ? found : null;
  };

  let reading: Input<'reading.keep'> = { query: '', openId: null, beside: [] };

  const parsed = ({ query, zone }: { query: string; zone?: string | undefined }): SearchQuery =>
    parseQuery(query.slice(0, LONGEST_QUERY + 1), { now: clock.now(), zone: zoneOf(zone) });

  return {
    'history.search': asked => {
      const started = clock.monotonic();
      const query = parsed(asked);
      return cache.read(() => {
        const plan = planOf(query, cache);
        const found = asked.order === 'best' && !asked.before ? best(plan, asked) : newest(plan, asked);
        return {
          hits: hitsOf(cache, found.entries, plan.groups),
          more: found.next !== null,
          next: found.next,
          total: found.total,
          ranked: found.ranked,
          unknown: [...new Set(query.unknown.map(({ name }) => name))].slice(0, 50),
          bounded: [...plan.bounded],
          ...searched(),
          ms: clock.monotonic() - started,
        };
      });
    },
    'history.count': asked =>
      cache.read(() => cache.entries.search.count(planOf(parsed(asked), cache), asked.before, until(COUNTING_MS))),
    'history.complete': ({ filter, text, limit }) => ({
      values: cache.read(() => completeValues(cache, filter, text, limit)),
    }),
    'reading.keep': kept => {
      reading = kept;
      return {};
    },
    'reading.read': () =>
      cache.read(() => {
        const beside = reading.beside.flatMap(id => cache.entries.get(id) ?? []);
        return { ...reading, beside: hitsOf(cache, beside, []) };
      }),
  } satisfies Partial<Handlers>;
};

/** A zone that nobody knows is no reason to fail. */
function knownZone(zone: string | undefined): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return 'UTC';
  }
}

/** Hits come in runs of one case and one customer: each is read once. */
function hitsOf(cache: Cache, entries: readonly Entry[], groups: readonly Group[]): SearchHit[] {
  const cases = remembered((id: string) => cache.cases.get(id));
  const names = remembered((id: string) => cache.customers.get(id)?.name ?? '');
  return entries.map(entry => {
    const matter = cases(entry.caseId);
    return {
      entry,
      customerName: names(entry.customerId),
      caseNumber: matter?.number ?? null,
      caseSubject: matter?.subject ?? null,
      caseState: matter?.state ?? null,
      caseClosedAt: matter?.closedAt ?? null,
      ...snippetOf(partsOf(entry), groups),
    };
  });
}

function remembered<K, T>(read: (key: K) => T): (key: K) => T {
  const known = new Map<K, T>();
  return key => {
    if (known.size > 1_000) known.clear();
    if (!known.has(key)) known.set(key, read(key));
    return known.get(key)!;
  };
}
