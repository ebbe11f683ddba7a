// One search over everything cached: the words, what was found, and the hit that is open.
import { create } from 'zustand';
import type { Output, SearchHit, Settings } from '../../shared/contract/bridge.ts';
import { Fault, type FaultCode } from '../../shared/lib/fault.ts';
import { bridge } from '../bridge/bridge.ts';
import { settingsOf, useSession } from './session.ts';

export type Found = Output<'history.search'>;
type Search = {
  readonly query: string;
  /** What `found` answers. */
  readonly asked: string;
  readonly found: Found | null;
  readonly busy: boolean;
  readonly fault: FaultCode | null;
  /** Entry of the hit that is open. */
  readonly openId: string | null;
  /** Where results and hit do not fit side by side: the hit is shown, because it was asked for. */
  readonly isReading: boolean;
};

export const useSearch = create<Search>()(() => ({
  query: '',
  asked: '',
  found: null,
  busy: false,
  fault: null,
  openId: null,
  isReading: false,
}));

/** Milliseconds without a key before what was typed is looked for. */
const REST = 120;
const PAGE = 100;
let timer: ReturnType<typeof setTimeout> | undefined;
let asks = 0;

export function setQuery(query: string): void {
  useSearch.setState({ query, isReading: false });
  clearTimeout(timer);
  timer = setTimeout(() => void runSearch(), REST);
}

/** Looks for the words now. An answer that comes after a later question is not shown. */
export async function runSearch(): Promise<void> {
  clearTimeout(timer);
  const { query } = useSearch.getState();
  const mine = ++asks;
  if (!query.trim()) return useSearch.setState({ asked: '', found: null, busy: false, fault: null, openId: null });
  useSearch.setState({ busy: true });
  const change = await ask(query);
  if (mine !== asks) return;
  useSearch.setState({ ...change, busy: false, asked: query });
}

async function ask(query: string): Promise<Pick<Search, 'found' | 'fault' | 'openId'>> {
  try {
    const found = await bridge.call('history.search', { query, limit: PAGE });
    const { openId } = useSearch.getState();
    const kept = found.hits.find(hit => hit.entry.id === openId) ?? found.hits[0];
    return { found, fault: null, openId: kept?.entry.id ?? null };
  } catch (error) {
    return { found: null, fault: Fault.from(error).code, openId: null };
  }
}

/** The next older hits, behind those shown. */
export async function moreHits(): Promise<void> {
  const { found, asked } = useSearch.getState();
  const last = found?.hits.at(-1)?.entry;
  if (!found?.more || !last) return;
  const before = { at: last.at, id: last.id };
  const next = await bridge.call('history.search', { query: asked, before, limit: PAGE });
  const now = useSearch.getState();
  if (now.found === found) useSearch.setState({ found: { ...next, hits: [...found.hits, ...next.hits] } });
}

/** Opens a hit to be read. */
export const openHit = (entryId: string): void => useSearch.setState({ openId: entryId, isReading: true });
export const leaveHit = (): void => useSearch.setState({ isReading: false });

export type HitOrder = Settings['hitOrder'];
/** Hits that stand together under the name of their case. */
export type HitGroup = { readonly id: string; readonly hits: readonly SearchHit[] };

const caseOf = ({ entry }: SearchHit): string => `${entry.customerId} ${entry.caseId}`;

/** Every case once, the one with the newest hit first; within it the newest hit first. Hits as a whole are not in order. */
function byCase(hits: readonly SearchHit[]): readonly HitGroup[] {
  const cases = Map.groupBy(hits, caseOf);
  return [...cases].map(([id, list]) => ({ id, hits: list }));
}

/** Strictly newest first: a case comes again when its older hits do. */
function byTime(hits: readonly SearchHit[]): readonly HitGroup[] {
  const groups: { id: string; hits: SearchHit[] }[] = [];
  for (const hit of hits) {
    const last = groups.at(-1);
    if (last?.hits[0] && caseOf(last.hits[0]) === caseOf(hit)) last.hits.push(hit);
    else groups.push({ id: hit.entry.id, hits: [hit] });
  }
  return groups;
}

export const grouped = (hits: readonly SearchHit[], order: HitOrder): readonly HitGroup[] =>
  order === 'case' ? byCase(hits) : byTime(hits);

/** The hits in the order in which they stand on the screen. */
export const ordered = (hits: readonly SearchHit[], order: HitOrder): readonly SearchHit[] =>
  grouped(hits, order).flatMap(group => group.hits);

/** Goes to the hit so many places further down; at either end it stays. */
export function stepHit(by: 1 | -1): void {
  const { found, openId } = useSearch.getState();
  const list = ordered(found?.hits ?? [], settingsOf(useSession.getState()).hitOrder);
  const at = list.findIndex(hit => hit.entry.id === openId);
  const next = list[Math.min(list.length - 1, Math.max(0, at + by))];
  if (next) useSearch.setState({ openId: next.entry.id });
}
