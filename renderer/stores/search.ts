// One search over everything cached: the words, what was found, and the hit that is open.
import { create } from 'zustand';
import type { Output, SearchHit } from '../../shared/contract/bridge.ts';
import { Fault, type FaultCode } from '../../shared/lib/fault.ts';
import { bridge } from '../bridge/bridge.ts';

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
};

export const useSearch = create<Search>()(() => ({
  query: '',
  asked: '',
  found: null,
  busy: false,
  fault: null,
  openId: null,
}));

/** Milliseconds without a key before what was typed is looked for. */
const REST = 120;
const PAGE = 100;
let timer: ReturnType<typeof setTimeout> | undefined;
let asks = 0;

export function setQuery(query: string): void {
  useSearch.setState({ query });
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
    const kept = found.hits.find(hit => hit.entry.id === openId) ?? ordered(found.hits)[0];
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

export const openHit = (entryId: string): void => useSearch.setState({ openId: entryId });

export type HitCase = { readonly id: string; readonly first: SearchHit; readonly hits: readonly SearchHit[] };

/** Hits by case, cases by their newest hit, hits newest first. */
export function byCase(hits: readonly SearchHit[]): readonly HitCase[] {
  const cases = new Map<string, SearchHit[]>();
  for (const hit of hits) {
    const id = `${hit.entry.customerId} ${hit.entry.caseId}`;
    const list = cases.get(id);
    if (list) list.push(hit);
    else cases.set(id, [hit]);
  }
  return [...cases].map(([id, list]) => ({ id, first: list[0]!, hits: list }));
}

/** The hits in the order in which they stand on the screen. */
export const ordered = (hits: readonly SearchHit[]): readonly SearchHit[] => byCase(hits).flatMap(one => one.hits);

/** Opens the hit so many places further down; at either end it stays. */
export function stepHit(by: 1 | -1): void {
  const { found, openId } = useSearch.getState();
  const list = ordered(found?.hits ?? []);
  const at = list.findIndex(hit => hit.entry.id === openId);
  const next = list[Math.min(list.length - 1, Math.max(0, at + by))];
  if (next) openHit(next.entry.id);
}
