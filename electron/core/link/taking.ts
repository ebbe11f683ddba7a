// Commands that put work into the agent's hands: an accept of what rings, a take of what waits. Words sent behind one wait
// for it in the outbox, and go under the work as it is then.
import type { Command, CommandOf } from '../../../shared/contract/commands.ts';
import { isHeldBy } from '../../../shared/domain/speaking.ts';
import type { WorkItem } from '../../../shared/domain/work.ts';
import { takeWork, type TakingMove } from '../../../shared/domain/work-moves.ts';
import type { Cache } from '../cache/cache.ts';

const MOVES = { 'offer.accept': 'accept', 'work.take': 'take' } as const satisfies Record<string, TakingMove>;
type Taking = CommandOf<keyof typeof MOVES>;
type Known = Pick<Cache, 'workItems' | 'offers'>;

export const isTaking = (command: Command): command is Taking => Object.hasOwn(MOVES, command.kind);

const workItemIdOf = ({ kind, params }: Taking, { offers }: Known): string | null =>
  kind === 'work.take' ? params.workItemId : (offers.get(params.offerId)?.workItemId ?? null);

/**
 * The work as it will be in this agent's hands; null: it has changed hands since, or does not come into theirs. `now`: of
 * the desk's clock, for the backend's is told with the work.
 */
export function asTaken(command: Taking, cache: Known, agentId: string, now: number): WorkItem | null {
  const item = cache.workItems.get(workItemIdOf(command, cache) ?? '');
  if (item?.epoch !== command.params.epoch) return null;
  const taken = takeWork(item, MOVES[command.kind], agentId, now);
  // One who is asked for help leaves it with its holder.
  return isHeldBy(taken, agentId) ? taken : null;
}

/** The desk has not heard of its effect. Who accepts to help changes an offer, and no work. */
export function isUnheard(command: Taking, { workItems, offers }: Known): boolean {
  const { kind, params } = command;
  if (kind === 'offer.accept') return offers.get(params.offerId)?.state === 'ringing';
  return workItems.get(params.workItemId)?.epoch === params.epoch;
}
