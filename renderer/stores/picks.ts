// Entries picked by hand for an export. They are of one customer: the first one picked of another lets them go.
import { create } from 'zustand';
import type { Picked, PickRange } from '../../shared/contract/bridge.ts';
import type { Entry } from '../../shared/domain/entry.ts';
import { MAX_SELECTED } from '../../shared/domain/export/ask.ts';
import { Fault } from '../../shared/lib/fault.ts';
import { bridge } from '../bridge/bridge.ts';
import { askOf, customerOf } from './scope.ts';

/** What happened beside the picking itself, and is said with it. */
export type PickTold =
  | { readonly kind: 'passed-over'; readonly count: number }
  | { readonly kind: 'let-go'; readonly count: number }
  | { readonly kind: 'too-many' }
  /** An export was asked for where nothing is picked, of the timeline of this name. */
  | { readonly kind: 'nothing'; readonly key: string };

type Picks = {
  /** Null: nothing is picked. */
  readonly customerId: string | null;
  /** By the entry's id. */
  readonly picked: ReadonlyMap<string, Picked>;
  /** Picked last: where a range begins. */
  readonly last: Picked | null;
  readonly told: PickTold | null;
};
const NOTHING: Picks = { customerId: null, picked: new Map(), last: null, told: null };
export const usePicks = create<Picks>()(() => NOTHING);

const NONE: ReadonlyMap<string, Picked> = new Map();
export const picksOf =
  (customerId: string) =>
  (picks: Picks): ReadonlyMap<string, Picked> =>
    picks.customerId === customerId ? picks.picked : NONE;
export const isPicked =
  (entryId: string) =>
  ({ picked }: Picks): boolean =>
    picked.has(entryId);

/** What is to be said at a timeline: that nothing is picked, only there where it was asked. */
export const toldAt =
  (key: string) =>
  ({ told }: Picks): PickTold | null =>
    told?.kind === 'nothing' && told.key !== key ? null : told;
export const dismissTold = (): void => usePicks.setState({ told: null });
export const tellNothing = (key: string): void => usePicks.setState({ told: { kind: 'nothing', key } });

export const pickNone = (): void => usePicks.setState(NOTHING);
/** The customer is gone from this desk, and what was picked with them. */
export function forgetPicks(customerId: string): void {
  if (usePicks.getState().customerId === customerId) pickNone();
}

export const pickedFrom = (entry: Entry): Picked => {
  const { id, at, kind, channel, direction, audience, handle } = entry;
  return { id, at, kind, channel, direction, audience, handle };
};

/** Pure: what is picked after these were added to it. */
export function withPicks(before: Picks, customerId: string, more: readonly Picked[], told: PickTold | null): Picks {
  const isOther = before.customerId !== null && before.customerId !== customerId;
  const picked = new Map(isOther ? [] : before.picked);
  for (const one of more) picked.set(one.id, one);
  if (picked.size > MAX_SELECTED) return { ...before, told: { kind: 'too-many' } };
  const letGo: PickTold | null = isOther ? { kind: 'let-go', count: before.picked.size } : null;
  return { customerId, picked, last: more.at(-1) ?? before.last, told: told ?? letGo };
}

export function withoutPicks(before: Picks, ids: readonly string[]): Picks {
  const gone = new Set(ids);
  const picked = new Map([...before.picked].filter(([id]) => !gone.has(id)));
  if (picked.size === 0) return NOTHING;
  const last = before.last && picked.has(before.last.id) ? before.last : null;
  return { ...before, picked, last, told: null };
}

/** Of the timeline of this name; see `keyOf`. */
export function pick(key: string, ...entries: readonly Entry[]): void {
  if (entries.length === 0) return;
  usePicks.setState(before => withPicks(before, customerOf(key), entries.map(pickedFrom), null));
}

export function togglePick(key: string, entry: Entry): void {
  const before = usePicks.getState();
  if (before.picked.has(entry.id)) usePicks.setState(withoutPicks(before, [entry.id]));
  else pick(key, entry);
}

/**
 * All of a range, whether it was scrolled to or not. What filters hide is passed over and counted.
 * @throws Fault of the core, but for too many, which is told
 */
export async function pickRange(key: string, range: PickRange): Promise<void> {
  try {
    const { picks, hidden } = await bridge.call('timeline.pick', { ...askOf(key), range });
    const told = hidden > 0 ? ({ kind: 'passed-over', count: hidden } as const) : null;
    if (picks.length > 0) usePicks.setState(before => withPicks(before, customerOf(key), picks, told));
    else usePicks.setState({ told });
  } catch (error) {
    if (Fault.from(error).code !== 'too-large') throw error;
    usePicks.setState({ told: { kind: 'too-many' } });
  }
}
