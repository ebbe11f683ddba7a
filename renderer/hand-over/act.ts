// What the keys of handing over do, with the work that is open at the moment of the key.
import type { ActionId } from '../keys/actions.ts';
import type { Participant, WorkItem } from '../../shared/domain/work.ts';
import { attempt } from '../stores/failures.ts';
import { type Act, askHandOver, beginConference, leaveWork } from '../stores/hand-over.ts';
import { helpingAt, useOthers } from '../stores/roster.ts';
import { useView } from '../stores/view.ts';
import { heldItem, useWork } from '../stores/work.ts';
import { handOverFailures } from '../text/hand-over.ts';

const shown = (): WorkItem | undefined => heldItem(useView.getState().customerId)(useWork.getState());
const helped = (): WorkItem | undefined => helpingAt(useView.getState().customerId ?? '')(useOthers.getState());
const inside = (item: WorkItem | undefined): Participant | undefined =>
  item?.participants.find(({ role }) => role === 'consulted' || role === 'conference');

export function hand(act: Exclude<Act, 'complete' | 'reassign'>): void {
  const item = shown();
  if (item && canHand(`hand.${act}`)) askHandOver(act, item);
}

export function completeHand(): void {
  const item = shown();
  const other = inside(item);
  if (item && other) askHandOver('complete', item, { agentId: other.agentId });
}

export function conferHand(): void {
  const item = shown();
  const other = inside(item);
  if (item && other?.role === 'consulted')
    void attempt(handOverFailures.consult, () => beginConference(item.id, other.agentId));
}

export function leaveHand(): void {
  const item = helped();
  if (item) void attempt(handOverFailures.leave, () => leaveWork(item.id));
}

export function canHand(id: ActionId): boolean {
  if (id === 'hand.leave') return helped() !== undefined;
  if (id === 'hand.complete') return inside(shown()) !== undefined;
  if (id === 'hand.conference') return inside(shown())?.role === 'consulted';
  const item = shown();
  return item !== undefined && (id !== 'hand.consult' || item.participants.length === 0);
}
