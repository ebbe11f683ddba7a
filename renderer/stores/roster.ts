// Colleagues and queues as last heard, and who else is at which customer. Both are of a moment, and say so.
import { create } from 'zustand';
import { FADES_MS, type Here, type HereOf } from '../../shared/domain/here.ts';
import type { Roster } from '../../shared/domain/roster.ts';
import type { WorkItem } from '../../shared/domain/work.ts';
import { bridge } from '../bridge/bridge.ts';
import { reloader, unlessOffline } from './load.ts';

type Others = {
  readonly roster: Roster | null;
  readonly here: readonly HereOf[];
  /** Work of colleagues that this agent was asked into. */
  readonly helping: readonly WorkItem[];
};
export const useOthers = create<Others>()(() => ({ roster: null, here: [], helping: [] }));
export const rosterOf = (state: Others) => state.roster;
export const helpingItems = (state: Others) => state.helping;
/** Whether this conversation is a colleague's, who answers in it. */
export const helpsIn = (interactionId: string | null) => (state: Others) =>
  state.helping.some(item => item.interactionId === interactionId);
const NOBODY: HereOf['people'] = [];
/** What is too old counts for nothing; `now` by the backend's clock. */
export const peopleAt =
  (customerId: string, now: number) =>
  ({ here }: Others): HereOf['people'] =>
    here.find(one => one.customerId === customerId && now - one.madeAt < FADES_MS)?.people ?? NOBODY;

export const loadRoster = reloader(
  async () => useOthers.setState({ roster: await bridge.call('roster.read', {}) }),
  unlessOffline,
);
export const loadHere = reloader(
  async () => useOthers.setState({ here: await bridge.call('here.read', {}) }),
  unlessOffline,
);
export const takeHelping = (helping: readonly WorkItem[]): void => useOthers.setState({ helping });
export const loadHelping = reloader(async () => takeHelping(await bridge.call('work.helping', {})), unlessOffline);

/** Volatile: lost where there is no connection, and said again soon. */
export const tellHere = (here: Here): void => void bridge.call('here.tell', here).catch(unlessOffline);
