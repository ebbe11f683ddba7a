// Cases that are read side by side: the one that follows the hits, and those that were kept beside it.
import { create } from 'zustand';
import type { SearchHit } from '../../shared/contract/bridge.ts';
import { ordered } from './hit-order.ts';
import { hitFrom, stepHit, useSearch } from './search.ts';
import { settingsOf, useSession } from './session.ts';

/** Kept beside the one that follows the hits. */
export const MOST_BESIDE = 2;
/** The pane that follows the hits; every other is named by its customer, of whom no more than one pane is shown. */
export const FOLLOWING = 'following';

type Reading = {
  readonly beside: readonly SearchHit[];
  /** The pane that keys speak to. */
  readonly active: string;
};
export const useReading = create<Reading>()(() => ({ beside: [], active: FOLLOWING }));

const customerOf = ({ entry }: SearchHit): string => entry.customerId;
export const activate = (pane: string): void => {
  if (useReading.getState().active !== pane) useReading.setState({ active: pane });
};

/** `follows`: it shows the hit that is open, and goes where that goes. One that is kept may do so for its customer. */
export type Pane = {
  readonly id: string;
  readonly hit: SearchHit;
  readonly isKept: boolean;
  readonly follows: boolean;
};

/** The hit that is open, of those found. */
export function openHitOf({ found, openId }: Pick<ReturnType<typeof useSearch.getState>, 'found' | 'openId'>) {
  return found?.hits.find(({ entry }) => entry.id === openId) ?? null;
}

/**
 * What is shown, in the order in which it stands. A customer has one conversation and so one pane: where the hit's own is
 * kept beside already, that one shows the hit.
 */
export function panesOf(open: SearchHit | null, beside: readonly SearchHit[]): Pane[] {
  const kept = beside.map(hit => {
    const follows = open !== null && customerOf(open) === customerOf(hit);
    return { id: customerOf(hit), hit: follows ? open : hit, isKept: true, follows };
  });
  if (!open || beside.some(hit => customerOf(hit) === customerOf(open))) return kept;
  return [{ id: FOLLOWING, hit: open, isKept: false, follows: true }, ...kept];
}

export const panesNow = (): Pane[] => panesOf(openHitOf(useSearch.getState()), useReading.getState().beside);

/** The pane that keys speak to; where the hits' own is another's, that one. */
export const currentPane = (panes: readonly Pane[], active: string, openId: string | null): Pane | undefined =>
  panes.find(({ id }) => id === active) ?? panes.find(({ hit }) => hit.entry.id === openId) ?? panes[0];

/** Those of the panes for which there is room: the current one, and its neighbours. */
export function paneRoom(panes: readonly Pane[], current: Pane | undefined, room: number): readonly Pane[] {
  const at = current ? panes.indexOf(current) : 0;
  const start = Math.max(0, Math.min(at, panes.length - room));
  return panes.slice(start, start + room);
}

/** Keeps the case of this hit on the screen; keys go on through the hits. The one kept first gives way when there are enough. */
export function keepBeside(hit: SearchHit): void {
  const { beside } = useReading.getState();
  const others = beside.filter(one => customerOf(one) !== customerOf(hit)).slice(1 - MOST_BESIDE);
  useReading.setState({ beside: [...others, hit], active: FOLLOWING });
  useSearch.setState({ isReading: true });
}

/** Keeps the hit that is open. */
export function keepOpenBeside(): void {
  const hit = openHitOf(useSearch.getState());
  if (hit) keepBeside(hit);
}

/** Of a customer who is kept beside; the pane that follows the hits stays. */
export function closePane(id: string): void {
  const { beside } = useReading.getState();
  useReading.setState({ beside: beside.filter(hit => customerOf(hit) !== id), active: FOLLOWING });
}

/** Makes the next pane the active one, round at the end. Null: there is none. */
export function nextPane(): Pane | null {
  const panes = panesNow();
  const at = panes.findIndex(({ id }) => id === useReading.getState().active);
  const next = panes[(at + 1) % panes.length] ?? null;
  if (next) activate(next.id);
  return next;
}

/** The hits that a pane goes through: all of them, or those of the customer for whom it was kept. */
export function hitsOfPane(pane: Pane, hits: readonly SearchHit[]): readonly SearchHit[] {
  return pane.follows ? hits : hits.filter(hit => customerOf(hit) === customerOf(pane.hit));
}

/** To the next or previous hit of the pane that keys speak to. */
export async function stepInPane(by: 1 | -1): Promise<void> {
  const { active, beside } = useReading.getState();
  const pane = panesNow().find(({ id }) => id === active);
  if (!pane || pane.follows) return stepHit(by);
  const order = settingsOf(useSession.getState()).hitOrder;
  const found = ordered(useSearch.getState().found?.hits ?? [], order);
  const next = hitFrom(hitsOfPane(pane, found), pane.hit.entry.id, by);
  if (!next) return;
  useReading.setState({ beside: beside.map(hit => (customerOf(hit) === pane.id ? next : hit)) });
}
