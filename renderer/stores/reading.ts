// Cases that are read side by side: the one that follows the hits, and those that were kept beside it.
import { create } from 'zustand';
import type { SearchHit } from '../../shared/contract/bridge.ts';
import { MOST_BESIDE } from '../../shared/contract/bridge/search.ts';
import { caseOf, ordered } from './hit-order.ts';
import { hitFrom, stepHit, useSearch } from './search.ts';
import { settingsOf, useSession } from './session.ts';

/** The pane that follows the hits; every other is named by its case, of which no more than one pane is shown. */
export const FOLLOWING = 'following';

type Reading = {
  readonly beside: readonly SearchHit[];
  /** The pane that keys speak to. */
  readonly active: string;
  /** Panes that show the other of the two: a kept one all of the customer, the one that follows the hits the case alone. */
  readonly turned: readonly string[];
};
export const useReading = create<Reading>()(() => ({ beside: [], active: FOLLOWING, turned: [] }));

export const activate = (pane: string): void => {
  if (useReading.getState().active !== pane) useReading.setState({ active: pane });
};

/** `follows`: it shows the hit that is open, and goes where that goes. One that is kept may do so for its case. */
export type Pane = {
  readonly id: string;
  readonly hit: SearchHit;
  readonly isKept: boolean;
  readonly follows: boolean;
  /** Of the customer's entries it shows those of the hit's case, so that two cases of one person can be compared. */
  readonly isAlone: boolean;
};

/** The hit that is open, of those found. */
export function openHitOf({ found, openId }: Pick<ReturnType<typeof useSearch.getState>, 'found' | 'openId'>) {
  return found?.hits.find(({ entry }) => entry.id === openId) ?? null;
}

/** What is shown, in the order in which it stands. Where the hit's own case is kept beside already, that one shows the hit. */
export function panesOf(open: SearchHit | null, { beside, turned }: Pick<Reading, 'beside' | 'turned'>): Pane[] {
  const kept = beside.map(hit => {
    const id = caseOf(hit);
    const follows = open !== null && caseOf(open) === id;
    return { id, hit: follows ? open : hit, isKept: true, follows, isAlone: !turned.includes(id) };
  });
  if (!open || kept.some(({ follows }) => follows)) return kept;
  const isAlone = turned.includes(FOLLOWING);
  return [{ id: FOLLOWING, hit: open, isKept: false, follows: true, isAlone }, ...kept];
}

export const panesNow = (): Pane[] => panesOf(openHitOf(useSearch.getState()), useReading.getState());

/** Shows the hit's case alone, or all of its customer again. */
export function turnPane(id: string): void {
  const { turned } = useReading.getState();
  useReading.setState({ turned: turned.includes(id) ? turned.filter(one => one !== id) : [...turned, id] });
}

export const paneNow = (): Pane | undefined =>
  currentPane(panesNow(), useReading.getState().active, useSearch.getState().openId);

/** How many of the panes are of this customer: where there are several, their names alone do not tell them apart. */
export const isOneOfSeveral = (panes: readonly Pane[], { hit }: Pane): boolean =>
  panes.filter(pane => pane.hit.entry.customerId === hit.entry.customerId).length > 1;

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
  const others = beside.filter(one => caseOf(one) !== caseOf(hit)).slice(1 - MOST_BESIDE);
  useReading.setState({ beside: [...others, hit], active: FOLLOWING });
  useSearch.setState({ isReading: true });
}

/** Keeps the hit that is open. */
export function keepOpenBeside(): void {
  const hit = openHitOf(useSearch.getState());
  if (hit) keepBeside(hit);
}

/** Of a case that is kept beside; the pane that follows the hits stays. */
export function closePane(id: string): void {
  const { beside, turned } = useReading.getState();
  if (id === FOLLOWING) return;
  const kept = beside.filter(hit => caseOf(hit) !== id);
  useReading.setState({ beside: kept, active: FOLLOWING, turned: turned.filter(one => one !== id) });
}

/** Makes the next pane the active one, round at the end. Null: there is none. */
export function nextPane(): Pane | null {
  const panes = panesNow();
  const at = panes.findIndex(({ id }) => id === useReading.getState().active);
  const next = panes[(at + 1) % panes.length] ?? null;
  if (next) activate(next.id);
  return next;
}

/** The hits that a pane goes through: all of them, or those of the case that is kept there. */
export function hitsOfPane(pane: Pane, hits: readonly SearchHit[]): readonly SearchHit[] {
  return pane.follows ? hits : hits.filter(hit => caseOf(hit) === pane.id);
}

/** To the next or previous hit of the pane that keys speak to. */
export async function stepInPane(by: 1 | -1): Promise<void> {
  const { active, beside } = useReading.getState();
  const pane = panesNow().find(({ id }) => id === active);
  if (!pane || pane.follows) {
    activate(FOLLOWING);
    return stepHit(by);
  }
  const order = settingsOf(useSession.getState()).hitOrder;
  const found = ordered(useSearch.getState().found?.hits ?? [], order);
  const next = hitFrom(hitsOfPane(pane, found), pane.hit.entry.id, by);
  if (!next) return;
  useReading.setState({ beside: beside.map(hit => (caseOf(hit) === pane.id ? next : hit)) });
}
