// Several open items: what is new in them, which are selected, what was settled together and can still be undone.
import { create } from 'zustand';
import type { Together, TogetherResult, WorkMark } from '../../shared/contract/bridge/aside.ts';
import { Fault } from '../../shared/lib/fault.ts';
import { bridge } from '../bridge/bridge.ts';
import { type Marks, orderedWork } from '../work/order.ts';
import { putBackBegun } from './begun.ts';
import { unlessOffline } from './load.ts';
import { settingsOf, useSession } from './session.ts';
import { useView } from './view.ts';
import { openItems, useWork } from './work.ts';

/** Milliseconds in which what was settled together can be undone. */
export const UNDO = 8_000;

export type Settled = {
  readonly act: Together['do'];
  readonly results: readonly TogetherResult[];
  /** By this desk's clock; 0: undone or over. */
  readonly undoUntil: number;
  /** How many were taken back; null: nobody has asked. */
  readonly undone: number | null;
};
type Aside = {
  readonly marks: Marks;
  /** Work items selected; null: nothing is being selected. */
  readonly selected: readonly string[] | null;
  readonly settled: Settled | null;
};

export const useAside = create<Aside>()(() => ({ marks: {}, selected: null, settled: null }));
export const markOf = (workItemId: string) => (state: Aside) => state.marks[workItemId];
export const selectedItems = (state: Aside) => state.selected;

/** As the list shows it now. */
export const workNow = () =>
  orderedWork(openItems(useWork.getState()), useAside.getState().marks, settingsOf(useSession.getState()).workOrder);

/** Milliseconds: pushes of conversations may come by the hundred. */
const OFTEN = 1_000;
const changed = new Set<string>();
let timer: ReturnType<typeof setTimeout> | null = null;

/** Asks what is new in the work of these customers, soon and once for many. */
export function marksMayHaveChanged(customerId: string): void {
  if (!openItems(useWork.getState()).some(item => item.customerId === customerId)) return;
  changed.add(customerId);
  timer ??= setTimeout(() => {
    timer = null;
    const customerIds = [...changed];
    changed.clear();
    void loadMarks(customerIds);
  }, OFTEN);
}

export async function loadMarks(customerIds?: readonly string[]): Promise<void> {
  try {
    const marks = await bridge.call('work.marks', customerIds ? { customerIds: [...customerIds] } : {});
    const before = useAside.getState().marks;
    const fresh = Object.fromEntries(marks.map(mark => [mark.workItemId, sameMark(before[mark.workItemId], mark)]));
    useAside.setState(state => ({ marks: customerIds ? { ...state.marks, ...fresh } : fresh }));
    await sawShown();
  } catch (error) {
    unlessOffline(Fault.from(error));
  }
}

/** What says the same stays the same object: only lines that have changed are drawn again. */
const sameMark = (before: WorkMark | undefined, now: WorkMark): WorkMark =>
  before &&
  before.waitsSince === now.waitsSince &&
  before.unread === now.unread &&
  before.isNotDelivered === now.isNotDelivered
    ? before
    : now;

/** Who is on the screen is read: their words are new no more. */
export async function sawShown(): Promise<void> {
  const { name, customerId } = useView.getState();
  if (name !== 'work' || customerId === null || document.visibilityState === 'hidden') return;
  const own = openItems(useWork.getState()).filter(item => item.customerId === customerId);
  const { marks } = useAside.getState();
  if (!own.some(({ id }) => (marks[id]?.unread ?? 0) > 0)) return;
  await bridge.call('work.seen', { customerId });
  const read = own.flatMap(({ id }) => (marks[id] ? [[id, { ...marks[id], unread: 0 }] as const] : []));
  useAside.setState(state => ({ marks: { ...state.marks, ...Object.fromEntries(read) } }));
}

/** Only what is written and open can be settled with others. */
export const canSelect = (workItemId: string): boolean =>
  workNow().open.some(({ id, channel }) => id === workItemId && channel !== 'voice');

export const selectSeveral = (selecting: boolean): void => useAside.setState({ selected: selecting ? [] : null });
export function toggleSelected(workItemId: string): void {
  if (!canSelect(workItemId)) return;
  const before = useAside.getState().selected ?? [];
  const others = before.filter(id => id !== workItemId);
  useAside.setState({ selected: others.length < before.length ? others : [...before, workItemId] });
}

export async function parkWork(workItemId: string, until: number | null, reason: string | null): Promise<void> {
  await bridge.call('work.park', { workItemId, until, reason });
}
export async function wakeWork(workItemId: string): Promise<void> {
  await bridge.call('work.wake', { workItemId });
}

/** One command each; for a moment all of them can be undone. */
export async function settleTogether(workItemIds: readonly string[], act: Together): Promise<void> {
  const results = await bridge.call('work.together', { workItemIds: [...workItemIds], act, undoMs: UNDO });
  const isAny = results.some(({ commandId }) => commandId !== null);
  const undoUntil = isAny ? Date.now() + UNDO : 0;
  useAside.setState({ selected: null, settled: { act: act.do, results, undoUntil, undone: null } });
}

/** Takes back what has not left. */
export async function undoSettled(): Promise<void> {
  const { settled } = useAside.getState();
  if (!settled || settled.undoUntil === 0) return;
  useAside.setState({ settled: { ...settled, undoUntil: 0 } });
  let undone = 0;
  for (const { commandId } of settled.results) if (commandId && (await takenBack(commandId))) undone += 1;
  useAside.setState({ settled: { ...settled, undoUntil: 0, undone } });
}

async function takenBack(commandId: string): Promise<boolean> {
  try {
    const { begun } = await bridge.call('outbox.takeBack', { commandId });
    if (begun) putBackBegun(begun);
    return true;
  } catch (error) {
    const { code } = Fault.from(error);
    if (code === 'conflict' || code === 'not-found') return false;
    throw error;
  }
}

export const dismissSettled = (): void => useAside.setState({ settled: null });
