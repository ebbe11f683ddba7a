// What the keys of handing over do, with the work that is open at the moment of the key.
import type { ActionId } from '../keys/actions.ts';
import type { Participant } from '../../shared/domain/work.ts';
import { attempt } from '../stores/failures.ts';
import { type Act, askHandOver, beginConference, insideOf, leaveWork } from '../stores/hand-over.ts';
import { helpedNow, selectedNow } from '../stores/selected.ts';
import { handOverFailures } from '../text/hand-over.ts';

function inside(): Participant | undefined {
  const item = selectedNow();
  return item ? insideOf(item) : undefined;
}

export function hand(act: Exclude<Act, 'complete' | 'reassign'>): void {
  const item = selectedNow();
  if (item && canHand(`hand.${act}`)) askHandOver(act, item);
}

export function completeHand(): void {
  const item = selectedNow();
  const other = inside();
  if (item && other) askHandOver('complete', item, { agentId: other.agentId });
}

export function conferHand(): void {
  const item = selectedNow();
  const other = inside();
  if (item && other?.role === 'consulted')
    void attempt(handOverFailures.consult, () => beginConference(item.id, other.agentId));
}

export function leaveHand(): void {
  const item = helpedNow();
  if (item) void attempt(handOverFailures.leave, () => leaveWork(item.id));
}

export function canHand(id: ActionId): boolean {
  if (id === 'hand.leave') return helpedNow() !== null;
  if (id === 'hand.complete') return inside() !== undefined;
  if (id === 'hand.conference') return inside()?.role === 'consulted';
  const item = selectedNow();
  return item !== null && (id !== 'hand.consult' || item.participants.length === 0);
}
