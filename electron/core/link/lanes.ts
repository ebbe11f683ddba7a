import type { Command, CommandReply } from '../../../shared/contract/wire.ts';
import type { Kept } from '../cache/commands.ts';

/**
 * Words and the end of work of one customer go in the order they were written; answers to offers may not wait behind a
 * reply, their time is short; presence is a lane of its own.
 */
export function laneOf(command: Command, customerId: string | null): string {
  switch (command.kind) {
    case 'offer.accept':
    case 'offer.decline':
      return `offer:${command.params.offerId}`;
    case 'presence.set':
      return 'presence';
    case 'reply.send':
    case 'note.add':
    case 'work.finish':
      return `customer:${customerId}`;
  }
}

export const isWords = ({ kind }: Command): boolean => kind === 'reply.send' || kind === 'note.add';
export const wordsOfCommand = (command: Command): string | null =>
  command.kind === 'reply.send' || command.kind === 'note.add' ? command.params.text : null;

const isOpen = ({ state }: Kept): boolean => state === 'queued' || state === 'sent';
/** Never left the desk, and its time is over: it must not be sent late. */
export const isTooLate = (kept: Kept, backendNow: number): boolean =>
  kept.state === 'queued' && kept.expiresAt !== null && backendNow >= kept.expiresAt;

/** The oldest open command of each lane that is free, oldest first, at most `room`. */
export function dueOf(all: readonly Kept[], busyLanes: ReadonlySet<string>, room: number): Kept[] {
  const seen = new Set(busyLanes);
  const due: Kept[] = [];
  for (const kept of all) {
    if (!isOpen(kept) || seen.has(kept.lane)) continue;
    seen.add(kept.lane);
    if (due.length < room) due.push(kept);
  }
  return due;
}

/** What an answer makes of a command. `again`: nothing happened, it waits its turn and is sent once more. */
export type Outcome = Pick<Kept, 'state' | 'entryId' | 'reason' | 'code'> & { again: boolean };

export function outcomeOf(reply: CommandReply): Outcome {
  if (reply.ok) return { state: 'confirmed', entryId: reply.entryId, reason: null, code: null, again: false };
  const { code, reason } = reply;
  // A session that has ended is no judgement of the command: it waits until the agent is signed in again.
  const again = code === 'retry' || code === 'unauthenticated';
  return { state: again ? 'queued' : 'refused', entryId: null, reason, code: again ? null : code, again };
}
