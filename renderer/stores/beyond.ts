// Customers beyond this desk: what was found of them on the backend, and what was brought here for a review.
import { create } from 'zustand';
import type { Brought, WeighedHere } from '../../shared/contract/bridge/review.ts';
import { type FindAnswer, REVIEW_LIMITS, type ReviewChoices, type ReviewWhat } from '../../shared/contract/review.ts';
import { Fault, type FaultCode } from '../../shared/lib/fault.ts';
import { bridge } from '../bridge/bridge.ts';
import { connectionState, hasNetworkIn, useConnection } from './connection.ts';
import { reloader, unlessOffline } from './load.ts';
import { ownZone, runSearch, useSearch } from './search.ts';

export const BEYOND_PARTS = ['find', 'sets'] as const;
export type BeyondPart = (typeof BEYOND_PARTS)[number];

type Beyond = {
  /** What the dialog shows; null: it is closed. */
  readonly part: BeyondPart | null;
  readonly query: string;
  /** What `found` answers. */
  readonly asked: string;
  readonly found: FindAnswer | null;
  readonly choices: ReviewChoices | null;
  readonly weighed: { readonly what: ReviewWhat; readonly weight: WeighedHere } | null;
  readonly sets: readonly Brought[];
  readonly busy: boolean;
  readonly fault: FaultCode | null;
};
const CLOSED = { query: '', asked: '', found: null, choices: null, weighed: null, busy: false, fault: null };
export const useBeyond = create<Beyond>()(() => ({ ...CLOSED, part: null, sets: [] }));

let asks = 0;
/** One thing is asked at a time; an answer that comes after a later question, or after the dialog is closed, is not shown. */
async function asking(ask: () => Promise<Partial<Beyond>>): Promise<void> {
  const mine = ++asks;
  useBeyond.setState({ busy: true, fault: null });
  const change = await ask().catch((error: unknown) => ({ fault: Fault.from(error).code }));
  if (mine === asks) useBeyond.setState({ ...change, busy: false });
}

/** Opens it with the words that were looked for here; where there are some, they are looked for at once. */
export function openBeyond(query: string = useSearch.getState().query): void {
  useBeyond.setState({ ...CLOSED, part: 'find', query: query.slice(0, REVIEW_LIMITS.query) });
  if (query.trim() !== '') void findBeyond();
}

export function closeBeyond(): void {
  asks++;
  useBeyond.setState({ ...CLOSED, part: null });
}

export function showPart(part: BeyondPart): void {
  asks++;
  useBeyond.setState({ part, busy: false, fault: null, weighed: null });
  if (part === 'sets') void loadChoices();
}

export const openSets = (): void => {
  useBeyond.setState(CLOSED);
  showPart('sets');
};

export const setBeyondQuery = (query: string): void => useBeyond.setState({ query });

export async function findBeyond(): Promise<void> {
  const { query } = useBeyond.getState();
  if (query.trim() === '') return;
  await asking(async () => ({
    asked: query,
    found: await bridge.call('review.find', { query, zone: ownZone() }),
  }));
}

const loadChoices = (): Promise<void> => asking(async () => ({ choices: await bridge.call('review.choices', {}) }));

export const weighSet = (what: ReviewWhat): Promise<void> =>
  asking(async () => ({ weighed: { what, weight: await bridge.call('review.weigh', { what }) } }));
export const unweigh = (): void => useBeyond.setState({ weighed: null });

const hereOf = (sets: readonly Brought[]): number => sets.reduce((sum, { entries }) => sum + entries, 0);

/** One was brought, or brought again. */
const isMore = (sets: readonly Brought[], than: readonly Brought[]): boolean =>
  sets.some(({ id, until }) => !than.some(one => one.id === id && one.until === until));

/**
 * What has come, or has gone, is found, or not any more, without a key. A set that is there was brought, whatever was said of
 * it while its answer was missing.
 */
function takeSets(sets: readonly Brought[]): void {
  const { sets: former, fault } = useBeyond.getState();
  const before = hereOf(former);
  useBeyond.setState({ sets, fault: isMore(sets, former) ? null : fault });
  if (hereOf(sets) !== before && useSearch.getState().found !== null) void runSearch();
}

export const bringSet = (what: ReviewWhat): Promise<void> =>
  asking(async () => {
    const { sets } = useBeyond.getState();
    try {
      takeSets((await bridge.call('review.bring', { what })).sets);
    } catch (error) {
      if (!isMore(useBeyond.getState().sets, sets)) throw error; // it was heard, though its answer was not
    }
    return { weighed: null };
  });
export const letGo = (setId: string, customerId?: string): Promise<void> =>
  asking(async () => {
    const one = customerId === undefined ? {} : { customerId };
    takeSets((await bridge.call('review.letGo', { setId, ...one })).sets);
    return {};
  });

export const loadBrought = reloader(
  async () => takeSets((await bridge.call('review.brought', {})).sets),
  unlessOffline,
);

/** With the network what was refused without it is over; what could not be read is read. */
useConnection.subscribe((now, before) => {
  if (connectionState(now) === connectionState(before) || !hasNetworkIn(now)) return;
  const { fault, part, choices } = useBeyond.getState();
  if (fault !== 'offline') return;
  useBeyond.setState({ fault: null });
  if (part === 'sets' && !choices) void loadChoices();
});

/** `coming`: asked for, and not here yet. */
export function whereIs({ sets }: Beyond, { customerId, isHere }: FindAnswer['found'][number]) {
  const person = sets.flatMap(({ people }) => people).find(one => one.customerId === customerId);
  if (person) return person.name === null ? 'coming' : 'here';
  return isHere ? 'here' : 'beyond';
}
