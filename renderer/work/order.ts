// In which order open work stands. Pure.
import type { WorkMark } from '../../shared/contract/bridge/aside.ts';
import type { Settings } from '../../shared/contract/bridge.ts';
import type { WorkItem } from '../../shared/domain/work.ts';

export type Marks = Readonly<Record<string, WorkMark>>;

/**
 * A call is always first. `waiting`: whose unanswered word is oldest, then who has been answered, newest first. Parked
 * work stands apart: what comes back next is first.
 */
export function orderedWork(
  items: readonly WorkItem[],
  marks: Marks,
  order: Settings['workOrder'],
): { readonly open: readonly WorkItem[]; readonly parked: readonly WorkItem[] } {
  const waits = (item: WorkItem): number =>
    order === 'waiting' ? (marks[item.id]?.waitsSince ?? Number.MAX_SAFE_INTEGER) : 0;
  const isCall = ({ channel }: WorkItem): number => (channel === 'voice' ? 0 : 1);
  const open = items.filter(item => !item.parked);
  const parked = items.filter(item => item.parked);
  const until = (item: WorkItem): number => item.parked?.until ?? Number.MAX_SAFE_INTEGER;
  return {
    open: open.toSorted((a, b) => isCall(a) - isCall(b) || waits(a) - waits(b)),
    parked: parked.toSorted((a, b) => until(a) - until(b)),
  };
}
