// Who holds the unfinished work of the customers on the screen, as far as this desk knows.
import { create } from 'zustand';
import type { Input } from '../../shared/contract/bridge.ts';
import type { WorkItem } from '../../shared/domain/work.ts';
import { Fault } from '../../shared/lib/fault.ts';
import { bridge } from '../bridge/bridge.ts';
import { unlessOffline } from './load.ts';
import { loadOutbox } from './outbox.ts';
import { sameById } from './same.ts';

type Way = Input<'case.move'>['way'];
type Holders = {
  readonly byCustomer: Readonly<Record<string, readonly WorkItem[]>>;
  /** Work that was taken here without an offer: it is selected as it comes. */
  readonly taken: readonly string[];
  /** Asked for at this moment: the outbox, which knows it from then on, is not read yet. */
  readonly asked: readonly string[];
};

export const useHolders = create<Holders>()(() => ({ byCustomer: {}, taken: [], asked: [] }));
const NONE: readonly WorkItem[] = [];
export const workOf =
  (customerId: string) =>
  ({ byCustomer }: Holders): readonly WorkItem[] =>
    byCustomer[customerId] ?? NONE;

/** By how many parts of the screen each customer is looked at. */
const watched = new Map<string, number>();

async function readHolders(customerId: string): Promise<void> {
  try {
    const items = await bridge.call('work.ofCustomer', { customerId });
    if (!watched.has(customerId)) return;
    // Asked with each change of any work: mostly it says the same.
    const before = workOf(customerId)(useHolders.getState());
    const now = sameById(before, items, ({ id }) => id);
    if (now !== before) useHolders.setState(({ byCustomer }) => ({ byCustomer: { ...byCustomer, [customerId]: now } }));
  } catch (error) {
    unlessOffline(Fault.from(error));
  }
}

/** Somebody looks at them, until they say `forgetHolders`. */
export function loadHolders(customerId: string): Promise<void> {
  watched.set(customerId, (watched.get(customerId) ?? 0) + 1);
  return readHolders(customerId);
}

/** Work has changed hands somewhere: of those who are looked at it is asked again. */
export function holdersMayHaveChanged(): void {
  for (const customerId of watched.keys()) void readHolders(customerId);
}

export function forgetHolders(customerId: string): void {
  const others = (watched.get(customerId) ?? 1) - 1;
  if (others > 0) return void watched.set(customerId, others);
  watched.delete(customerId);
  useHolders.setState(({ byCustomer }) => ({
    byCustomer: Object.fromEntries(Object.entries(byCustomer).filter(([id]) => id !== customerId)),
  }));
}

/** Where the matter goes on. Work of it that waits there comes along, and is selected: it is what is answered next. */
export async function moveOn({ id: workItemId, customerId, caseId }: WorkItem, way: Way): Promise<void> {
  const beside = workOf(customerId)(useHolders.getState()).filter(
    item => item.caseId === caseId && item.state === 'waiting',
  );
  useHolders.setState(({ taken }) => ({ taken: [...taken, ...beside.map(({ id }) => id)] }));
  await bridge.call('case.move', { workItemId, way });
}

/** Without an offer. The screen hears of it as of all work that changes hands. */
export async function takeWaiting(workItemId: string): Promise<void> {
  useHolders.setState(({ taken, asked }) => ({ taken: [...taken, workItemId], asked: [...asked, workItemId] }));
  try {
    await bridge.call('work.take', { workItemId });
    await loadOutbox();
  } finally {
    useHolders.setState(({ asked }) => ({ asked: asked.filter(id => id !== workItemId) }));
  }
}
