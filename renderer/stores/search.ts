// One search over everything cached: the words, what was found, and the hit that is open.
import { create } from 'zustand';
import type { Output, SearchHit } from '../../shared/contract/bridge.ts';
import { cutQuery } from '../../shared/domain/search/query.ts';
import { Fault, type FaultCode } from '../../shared/lib/fault.ts';
import { bridge } from '../bridge/bridge.ts';
import { type HitOrder, ordered } from './hit-order.ts';
import { reloader } from './load.ts';
import { settingsOf, useSession } from './session.ts';

export type Found = Output<'history.search'>;
type Search = {
  readonly query: string;
  /** What `found` answers. */
  readonly asked: string;
  readonly found: Found | null;
  readonly fault: FaultCode | null;
  /** Entry of the hit that is open. */
  readonly openId: string | null;
  /** Grows when a hit is opened, also the one that is open: it is shown again, whatever its conversation shows by now. */
  readonly opened: number;
  /** Where results and hit do not fit side by side: the hit is shown, because it was asked for. */
  readonly isReading: boolean;
};

export const useSearch = create<Search>()(() => ({
  query: '',
  asked: '',
  found: null,
  fault: null,
  openId: null,
  opened: 0,
  isReading: false,
}));

/** Milliseconds without a key before what was typed is looked for. */
const REST = 120;
/** Hits of a page; those that are scrolled to come in larger ones. */
const PAGE = { first: 100, further: 200 };
let timer: ReturnType<typeof setTimeout> | undefined;
let asks = 0;
/** The question that `found` answers. */
let answered = 0;
/** The search that runs, with what is counted behind its answer. */
let underWay: Promise<void> = Promise.resolve();

/** The zone whose days `before:` means. */
export const ownZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;
const hitOrder = (): HitOrder => settingsOf(useSession.getState()).hitOrder;
const asked = (query: string) =>
  ({ query, order: hitOrder() === 'best' ? 'best' : 'newest', zone: ownZone() }) as const;

/** Any text is a search; of a long one as much is kept as is looked for. */
export function setQuery(text: string): void {
  useSearch.setState({ query: cutQuery(text), isReading: false });
  clearTimeout(timer);
  timer = setTimeout(() => void runSearch(), REST);
}

/** Looks for the words now. An answer that comes after a later question is not shown. Nobody waits for the counting. */
export function runSearch(): Promise<void> {
  clearTimeout(timer);
  const mine = ++asks;
  const looked = lookFor(mine);
  underWay = looked.then(() => countFurther(() => mine === asks));
  return looked;
}

async function lookFor(mine: number): Promise<void> {
  const { query } = useSearch.getState();
  if (!query.trim()) return useSearch.setState({ asked: '', found: null, fault: null, openId: null });
  const change = await ask(query);
  if (mine !== asks) return;
  answered = mine;
  useSearch.setState({ ...change, asked: query });
  await lookFurther(() => mine === asks);
}

/** More are not counted: "At least 1,000" says as much. */
const MOST_COUNTED = 1_000;
/** The first answer does not wait for a number: what was not counted in its time is counted behind it. */
async function countFurther(isWanted: () => boolean): Promise<void> {
  const { found: first, asked: query } = useSearch.getState();
  let { count = 0, next: before } = first?.total ?? {};
  while (before && count < MOST_COUNTED && isWanted()) {
    // Where that fails the number stays "at least", which is so; a search that cannot be asked says so itself.
    const more = await bridge.call('history.count', { query, zone: ownZone(), before }).catch(() => null);
    const { found } = useSearch.getState();
    // A page that was scrolled to may have told all of it meanwhile.
    if (!more || !found || found.total.exact || !isWanted()) return;
    count += more.count;
    before = more.next;
    const total = {
      count: Math.min(MOST_COUNTED, Math.max(found.total.count, count)),
      exact: more.exact && count <= MOST_COUNTED,
    };
    useSearch.setState({ found: { ...found, total } });
  }
}

/** An answer takes a few milliseconds at most, and may hold nothing yet: older entries are asked about until there is a hit. */
async function lookFurther(isWanted: () => boolean): Promise<void> {
  const isOpen = (): boolean => {
    const { found } = useSearch.getState();
    return found !== null && found.hits.length === 0 && found.more;
  };
  while (isWanted() && isOpen()) {
    try {
      await moreHits();
    } catch (error) {
      if (isWanted()) useSearch.setState({ found: null, fault: Fault.from(error).code });
    }
  }
}

async function ask(query: string): Promise<Pick<Search, 'found' | 'fault' | 'openId'>> {
  try {
    const found = await bridge.call('history.search', { ...asked(query), limit: PAGE.first });
    const { openId } = useSearch.getState();
    const kept = found.hits.find(hit => hit.entry.id === openId) ?? found.hits[0];
    return { found, fault: null, openId: kept?.entry.id ?? null };
  } catch (error) {
    return { found: null, fault: Fault.from(error).code, openId: null };
  }
}

/** Who has scrolled far down stays there. */
function mayFindMore(): boolean {
  const { found } = useSearch.getState();
  return found !== null && found.incompleteCustomers > 0 && found.hits.length <= PAGE.first;
}

const searchAgain = reloader(
  async () => {
    await underWay;
    if (mayFindMore()) await runSearch();
    await underWay;
  },
  fault => {
    throw fault;
  },
);

/** More of the history has come: what is said of it, and found, is asked for anew, behind what is still looked for or counted. */
export function moreMayBeHere(): void {
  if (mayFindMore()) void searchAgain();
}

/** The program on this machine answers again. */
export function searchCanBeAsked(): void {
  if (useSearch.getState().fault === 'offline') void runSearch();
}

/** Runs this search, as if it had been typed. */
export function searchFor(text: string): Promise<void> {
  useSearch.setState({ query: cutQuery(text), isReading: false });
  return runSearch();
}

let going: { of: number; pages: Promise<void> } | null = null;
/** The next older hits, behind those shown. Asked twice, it is one question. */
export function moreHits(): Promise<void> {
  const { found, asked: query } = useSearch.getState();
  if (!found?.more || !found.next) return Promise.resolve();
  if (going?.of === answered) return going.pages;
  const own = { of: answered, pages: nextPage(answered, query, found.next) };
  going = own;
  return own.pages.finally(() => {
    if (going === own) going = null;
  });
}

/** `of`: the question whose page it is; where another has been answered meanwhile it is let go. */
async function nextPage(of: number, query: string, before: NonNullable<Found['next']>): Promise<void> {
  const next = await bridge.call('history.search', { ...asked(query), before, limit: PAGE.further });
  const { found } = useSearch.getState();
  if (of !== answered || !found) return;
  const { total } = found;
  const hits = [...found.hits, ...next.hits];
  // What has been counted since stays counted: a later page may know less of the whole than the first did.
  const exact = total.exact || next.total.exact || !next.more;
  const known = { count: Math.max(total.count, next.total.count, hits.length), exact };
  const openId = useSearch.getState().openId ?? hits[0]?.entry.id ?? null;
  useSearch.setState({ openId, found: { ...found, hits, more: next.more, next: next.next, total: known } });
}

/** Opens a hit to be read. */
export const openHit = (entryId: string): void =>
  useSearch.setState(({ opened }) => ({ openId: entryId, opened: opened + 1, isReading: true }));
export const leaveHit = (): void => useSearch.setState({ isReading: false });

/** The hit so many places from this one in a list; null: there is none. */
export function hitFrom(list: readonly SearchHit[], entryId: string | null, by: 1 | -1): SearchHit | null {
  const at = list.findIndex(hit => hit.entry.id === entryId);
  return list[Math.min(list.length - 1, Math.max(0, at + by))] ?? null;
}

/** Goes to the hit so many places further down; at the end of those shown the next page comes, at either end of all it stays. */
export async function stepHit(by: 1 | -1): Promise<void> {
  const { found, openId } = useSearch.getState();
  const order = hitOrder();
  const last = ordered(found?.hits ?? [], order).at(-1);
  if (by > 0 && found?.more && last?.entry.id === openId) await moreHits();
  const next = hitFrom(ordered(useSearch.getState().found?.hits ?? [], order), openId, by);
  if (next && useSearch.getState().openId === openId) useSearch.setState({ openId: next.entry.id });
}
