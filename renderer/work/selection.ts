// Which work is selected once the list of work has changed. Pure.
import type { WorkItem } from '../../shared/domain/work.ts';

/** Work in the order in which the list shows it. */
export type Listed = { readonly open: readonly WorkItem[]; readonly parked: readonly WorkItem[] };

/** The one of those that stood nearest to `itemId` in the list: below it first, then above. */
function nearest(itemId: string, before: readonly WorkItem[], items: readonly WorkItem[]): WorkItem | null {
  const at = before.findIndex(({ id }) => id === itemId);
  const inTurn = [...before.slice(at + 1), ...before.slice(0, Math.max(0, at)).toReversed()];
  const next = inTurn.find(({ id }) => items.some(item => item.id === id));
  return items.find(({ id }) => id === next?.id) ?? items[0] ?? null;
}

/** What takes the place of work that has ended: other work of the same customer, else its neighbour in the list. */
export function neighbourOf(ended: WorkItem, before: Listed, now: Listed): WorkItem | null {
  const isTheirs = ({ customerId }: WorkItem): boolean => customerId === ended.customerId;
  const order = [...before.open, ...before.parked];
  const theirs = now.open.filter(isTheirs);
  if (theirs.length > 0) return nearest(ended.id, order, theirs);
  return nearest(ended.id, order, now.open) ?? now.parked.find(isTheirs) ?? null;
}

/** What is selected of a customer who is open by name alone: what is in hand, else what is set aside, else what one helps with. */
export function firstOf(customerId: string, { open, parked }: Listed, helping: readonly WorkItem[]): WorkItem | null {
  return [...open, ...parked, ...helping].find(item => item.customerId === customerId) ?? null;
}
