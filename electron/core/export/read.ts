// The entries of a scope, step by step: each step reads a few rows, so that whoever drives it can let others in between.
import type { Place } from '../../../shared/contract/bridge.ts';
import type { Entry } from '../../../shared/domain/entry.ts';
import { type ExportScope, MAX_FOUND } from '../../../shared/domain/export/ask.ts';
import { Fault } from '../../../shared/lib/fault.ts';
import type { Cache } from '../cache/cache.ts';
import { OLDEST } from '../cache/entries.ts';
import { NO_FILTER } from '../cache/filter.ts';

/** What a step brought: grouped by customer, oldest first. `gone`: asked for and not on this desk. */
export type Step = { readonly entries: readonly Entry[]; readonly looked: number; readonly gone: number };
export type Reading = {
  /** Entries to look at; null while they are still being found. */
  of: number | null;
  readonly steps: AsyncGenerator<Step>;
};

export type FoundPage = { readonly ids: readonly string[]; readonly next: Place | null };

export type Source = {
  readonly cache: Cache;
  /** One page of a search, newest first; `next`: where the next one begins, null: there is none. */
  readonly search: (query: string, before: Place | null, limit: number) => Promise<FoundPage>;
  /** Rows that the next step may read. */
  readonly limit: () => number;
};

const NOTHING: Step = { entries: [], looked: 0, gone: 0 };
const SEARCH_PAGE = 50;
const placeOf = ({ at, id }: Entry): Place => ({ at, id });
const isAfter = (a: Place, b: Place): boolean => a.at > b.at || (a.at === b.at && a.id > b.id);

/** @throws Fault not-found where there is no such case or customer; too-large from the steps */
export function readScope(source: Source, scope: ExportScope): Reading {
  const { cache } = source;
  switch (scope.kind) {
    case 'case': {
      const matter = cache.cases.get(scope.caseId) ?? missing('case');
      return ofCustomer(source, matter.customerId, ({ caseId }) => caseId === scope.caseId);
    }
    case 'customer': {
      if (!cache.customers.get(scope.customerId)) missing('customer');
      return ofCustomer(source, scope.customerId, () => true);
    }
    case 'entries':
      return ofIds(source, [...new Set(scope.entryIds)], async function* () {});
    case 'search': {
      const ids: string[] = [];
      return ofIds(source, ids, () => found(source, scope.query, ids));
    }
  }
}

function missing(noun: string): never {
  throw new Fault('not-found', `no such ${noun}`);
}

function ofCustomer(source: Source, customerId: string, belongs: (entry: Entry) => boolean): Reading {
  const { entries } = source.cache;
  async function* steps(): AsyncGenerator<Step> {
    // What arrives while it is written is not in it: an end that moves is never reached.
    const [end] = entries.newest(customerId, 1);
    let after: Place = OLDEST;
    while (end) {
      const page = entries.after(customerId, NO_FILTER, after, source.limit());
      const asked = page.filter(entry => !isAfter(entry, end));
      yield { entries: asked.filter(belongs), looked: asked.length, gone: 0 };
      const last = asked.at(-1);
      if (!last || asked.length < page.length) return;
      after = placeOf(last);
    }
  }
  return { of: entries.tallies.total(customerId), steps: steps() };
}

/** Fills `ids` with what a search finds; each step is one page of it. */
async function* found(source: Source, query: string, ids: string[]): AsyncGenerator<Step> {
  let before: Place | null = null;
  for (;;) {
    const page: FoundPage = await source.search(query, before, SEARCH_PAGE);
    ids.push(...page.ids);
    if (ids.length > MAX_FOUND) throw new Fault('too-large', `the search finds more than ${MAX_FOUND} entries`);
    yield NOTHING;
    before = page.next;
    if (before === null) return;
  }
}

type Standing = Place & { readonly customerId: string };

/** Of customers by their names, oldest first. */
function ordered(cache: Cache, places: readonly Standing[]): readonly Standing[] {
  const names = new Map<string, string>();
  for (const { customerId } of places)
    if (!names.has(customerId)) names.set(customerId, cache.customers.get(customerId)?.name ?? '');
  const { compare } = new Intl.Collator('en');
  return places.toSorted(
    (a, b) =>
      (a.customerId === b.customerId
        ? 0
        : compare(names.get(a.customerId)!, names.get(b.customerId)!) || (a.customerId < b.customerId ? -1 : 1)) ||
      (isAfter(a, b) ? 1 : -1),
  );
}

function ofIds(source: Source, ids: readonly string[], find: () => AsyncGenerator<Step>): Reading {
  const { cache } = source;
  const reading: { of: number | null; steps: AsyncGenerator<Step> } = { of: ids.length || null, steps: steps() };
  async function* steps(): AsyncGenerator<Step> {
    yield* find();
    reading.of = ids.length;
    const places: Standing[] = [];
    for (let i = 0; i < ids.length; i += 100) {
      const some = ids.slice(i, i + 100).map(id => cache.entries.places.get(id));
      const there = some.filter(place => place !== null);
      places.push(...there.map(({ customerId, at, id }) => ({ customerId, at, id })));
      yield { entries: [], looked: some.length - there.length, gone: some.length - there.length };
    }
    const inOrder = ordered(cache, places);
    for (let i = 0; i < inOrder.length;) {
      const some = inOrder.slice(i, i + source.limit());
      i += some.length;
      const entries = some.map(({ id }) => cache.entries.get(id)).filter(entry => entry !== null);
      yield { entries, looked: some.length, gone: some.length - entries.length };
    }
  }
  return reading;
}
