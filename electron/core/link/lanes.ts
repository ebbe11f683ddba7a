import type { Command, CommandKind, CommandOf, CommandReply } from '../../../shared/contract/commands.ts';
import type { FaultCode } from '../../../shared/lib/fault.ts';
import type { OutboxMove } from '../../../shared/domain/outbox.ts';
import type { Kept } from '../cache/commands.ts';

type Lane<K extends CommandKind> = (params: CommandOf<K>['params'], customerId: string | null) => string;
const ofCustomer = (_params: unknown, customerId: string | null): string => `customer:${customerId}`;
const ofOffer = ({ offerId }: { offerId: string }): string => `offer:${offerId}`;

/**
 * Words and the end of work of one customer go in the order they were written; answers to offers may not wait behind a
 * reply, their time is short; presence is a lane of its own.
 */
const lanes: { readonly [K in CommandKind]: Lane<K> } = {
  'offer.accept': ofOffer,
  'offer.decline': ofOffer,
  'presence.set': () => 'presence',
  'reply.send': ofCustomer,
  'note.add': ofCustomer,
  'mention.see': () => 'mentions',
  'work.finish': ofCustomer,
  'work.noResponse': ofCustomer,
  'work.praise': ofCustomer,
  // A call is wanted now, not behind words.
  'case.move': ({ number }, customerId) => (number === undefined ? ofCustomer(null, customerId) : 'dial'),
  // The customer waits for it on the telephone: not behind words.
  'case.code': ({ caseId }) => `code:${caseId}`,
  // Its time runs: not behind a reply that cannot be sent.
  'acw.extend': ({ workItemId }) => `acw:${workItemId}`,
  'work.park': ofCustomer,
  'work.wake': ofCustomer,
  'call.control': ({ workItemId }) => `call:${workItemId}`,
  'call.dial': () => 'dial',
  'work.transfer': ofCustomer,
  'work.escalate': ofCustomer,
  'work.consult': ofCustomer,
  'work.endConsult': ofCustomer,
  'work.leave': ofCustomer,
  'work.conference': ofCustomer,
  'work.completeTransfer': ofCustomer,
  'shift.introduce': ({ handle }) => `introduction:${handle}`,
  'shift.skipIntroduction': ({ handle }) => `introduction:${handle}`,
  'post.repost': ofCustomer,
  // Neither waits for words, nor do words wait for it.
  'customer.erase': ({ customerId }) => `erase:${customerId}`,
  'erasure.confirm': () => 'erasures',
  'customer.prefer': ({ customerId }) => `prefer:${customerId}`,
  'post.undoRepost': ofCustomer,
  // Behind nothing: the file has left.
  'export.record': () => 'exports',
  'work.reassign': ({ workItemId }) => `reassign:${workItemId}`,
};
export const laneOf = (command: Command, customerId: string | null): string =>
  (lanes[command.kind] as Lane<CommandKind>)(command.params as never, customerId);

export const isWords = ({ kind }: Command): boolean => kind === 'reply.send' || kind === 'note.add';
/** What an agent wrote, whatever kind of command carries it. */
export function wordsOfCommand({ params }: Command): string | null {
  if ('text' in params) return params.text;
  return 'note' in params ? params.note : null;
}

const isOpen = ({ state }: Kept): boolean => state === 'queued' || state === 'sent';
/** Never left the desk, and its time is over: it must not be sent late. */
export const isTooLate = (kept: Kept, backendNow: number): boolean =>
  kept.state === 'queued' && kept.expiresAt !== null && backendNow >= kept.expiresAt;

/**
 * The oldest open command of each lane that is free, oldest first, at most `room`. One that may still be taken back is
 * waited for: what comes after it in its lane was written after it.
 */
export function dueOf(
  all: readonly Kept[],
  busyLanes: ReadonlySet<string>,
  room: number,
  mayGo: (kept: Kept) => boolean = () => true,
): Kept[] {
  const seen = new Set(busyLanes);
  const due: Kept[] = [];
  for (const kept of all) {
    if (!isOpen(kept) || seen.has(kept.lane)) continue;
    seen.add(kept.lane);
    if (due.length < room && mayGo(kept)) due.push(kept);
  }
  return due;
}

const OPEN_CODES: readonly FaultCode[] = ['retry', 'offline', 'internal', 'unauthenticated', 'not-kept'];
/** Asking again would be answered alike. */
export const isFinal = (code: FaultCode): boolean => !OPEN_CODES.includes(code);

/** What an answer makes of a command. `again`: it is not settled, and is sent once more under the same id. */
export type Outcome = Pick<Kept, 'entryId' | 'reason' | 'code'> & { move: OutboxMove; again: boolean };

export function outcomeOf(reply: CommandReply): Outcome {
  if (reply.ok) return { move: 'confirm', entryId: reply.entryId, reason: null, code: null, again: false };
  const { code, reason } = reply;
  // A session that has ended is no judgement of the command: it waits until the agent is signed in again.
  if (code === 'unauthenticated') return { move: 'sign-in', entryId: null, reason, code: null, again: true };
  // The answer to a commit may have been lost behind the backend: it may have been done, so it cannot be taken back.
  if (code === 'retry') return { move: 'unsure', entryId: null, reason, code: null, again: true };
  return { move: 'refuse', entryId: null, reason, code, again: false };
}
