// The life of a work item as a table. Parked is no state of its own: it is held, out of the way, and in the same hands.
import type { WorkItem } from './work.ts';

export type WorkState = WorkItem['state'];
/** Into somebody's hands. `take`: without an offer, by who asks for it, a call that is dialled or a lead. `pass`: out of another's. */
export type TakingMove = 'accept' | 'take' | 'pass';
/** `recall`: a lead puts it back to its place, whoever has it; who looked before is too late. */
export type LeavingMove = 'offer' | 'give-back' | 'let-go' | 'recall';
/** `abandon`: whoever waited is gone, or was served elsewhere. */
export type EndingMove = 'finish' | 'abandon';
export type WorkMove = TakingMove | LeavingMove | EndingMove;

/** The whole state machine; docs and tests read it too. */
export const workMoves: Readonly<Record<WorkState, Readonly<Partial<Record<WorkMove, WorkState>>>>> = {
  waiting: { offer: 'offered', take: 'held', recall: 'waiting', abandon: 'abandoned' },
  offered: { accept: 'held', take: 'held', 'give-back': 'waiting', recall: 'waiting', abandon: 'abandoned' },
  held: { pass: 'held', 'let-go': 'waiting', recall: 'waiting', finish: 'finished' },
  finished: {},
  abandoned: {},
};

/**
 * Out of the hands it is in, or to an agent's desk. An offer is a promise and no change of hands; every other move goes
 * up an epoch, so that whoever acts on what was before is fenced off. A move the table does not know leaves the item alone.
 */
export function moveWork(item: WorkItem, move: LeavingMove): WorkItem {
  const state = workMoves[item.state][move];
  if (!state) return item;
  const moved = { ...item, state, version: item.version + 1 };
  return move === 'offer' ? moved : { ...moved, epoch: item.epoch + 1, holderId: null, heldAt: null };
}

/**
 * Into the hands of one agent, under a new epoch: what the last holder had set aside lies open before the new one. A move
 * the table does not know leaves the item alone.
 */
export function takeWork(item: WorkItem, move: TakingMove, holderId: string, now: number): WorkItem {
  const state = workMoves[item.state][move];
  if (!state) return item;
  const open = { parked: null, woken: null } as const;
  return { ...item, ...open, state, version: item.version + 1, epoch: item.epoch + 1, holderId, heldAt: now };
}

/** For good; who had it stays named. A move the table does not know leaves the item alone. `now`: backend's clock. */
export function endWork(item: WorkItem, move: EndingMove, now: number): WorkItem {
  const state = workMoves[item.state][move];
  if (!state) return item;
  return { ...item, state, version: item.version + 1, epoch: item.epoch + 1, finishedAt: now };
}
