import type { Command, CommandKind, CommandOf, CommandReply } from '../../../shared/contract/commands.ts';
import type { FaultCode } from '../../../shared/lib/fault.ts';
import type { OutboxMove } from '../../../shared/domain/outbox.ts';
import type { Kept } from '../cache/commands.ts';
import { isTaking } from './taking.ts';

/** Where a command is about; `interactionId`: the conversation of the work item that it names. */
export type Place = { readonly customerId: string | null; readonly interactionId: string | null };
type Lane<K extends CommandKind> = (params: CommandOf<K>['params'], place: Place) => string;

const ofCustomer = (_params: unknown, { customerId }: Place): string => `customer:${customerId}`;
const ofOffer = ({ offerId }: { offerId: string }): string => `offer:${offerId}`;
const ofInteraction = (interactionId: string): string => `interaction:${interactionId}`;
/** In the conversation that the work is about. */
const ofWork = ({ workItemId }: { workItemId: string }, { interactionId }: Place): string =>
  interactionId === null ? `work:${workItemId}` : ofInteraction(interactionId);

/**
 * Commands of one lane go one after the other, lanes beside each other. What is said in a conversation, and what becomes
 * of its work, is one lane; `mustWait` says what is kept in order across lanes. Answers to offers may not wait behind a
 * reply, their time is short; presence is a lane of its own.
 */
const lanes: { readonly [K in CommandKind]: Lane<K> } = {
  'offer.accept': ofOffer,
  'offer.decline': ofOffer,
  'presence.set': () => 'presence',
  'reply.send': ({ target }) => ofInteraction(target.interactionId),
  'note.add': ({ interactionId, caseId }) => (interactionId === null ? `case:${caseId}` : ofInteraction(interactionId)),
  'mention.see': () => 'mentions',
  'work.finish': ofWork,
  'work.noResponse': ofWork,
  'work.praise': ofWork,
  // A call is wanted now, not behind words.
  'case.move': (params, place) => (params.number === undefined ? ofWork(params, place) : 'dial'),
  // The customer waits for it on the telephone: not behind words.
  'case.code': ({ caseId }) => `code:${caseId}`,
  // Its time runs: not behind a reply that cannot be sent.
  'acw.extend': ({ workItemId }) => `acw:${workItemId}`,
  'acw.end': ({ workItemId }) => `acw:${workItemId}`,
  'work.park': ofWork,
  'work.wake': ofWork,
  // Words wait for it, and it for none.
  'work.take': ({ workItemId }) => `take:${workItemId}`,
  'call.control': ({ workItemId }) => `call:${workItemId}`,
  'call.dial': () => 'dial',
  'work.transfer': ofWork,
  'work.escalate': ofWork,
  'work.consult': ofWork,
  'work.endConsult': ofWork,
  'work.leave': ofWork,
  'work.conference': ofWork,
  'work.completeTransfer': ofWork,
  'shift.introduce': ({ handle }) => `introduction:${handle}`,
  'shift.skipIntroduction': ({ handle }) => `introduction:${handle}`,
  'post.repost': ofWork,
  // Neither waits for words, nor do words wait for it.
  'customer.erase': ({ customerId }) => `erase:${customerId}`,
  'erasure.confirm': () => 'erasures',
  'customer.prefer': ({ customerId }) => `prefer:${customerId}`,
  'post.undoRepost': ofCustomer,
  // Behind nothing: the file has left.
  'export.record': () => 'exports',
  'work.reassign': ({ workItemId }) => `reassign:${workItemId}`,
};
export const laneOf = (command: Command, place: Place): string =>
  (lanes[command.kind] as Lane<CommandKind>)(command.params as never, place);

/** These take work out of the agent's hands, or change it there: done before the words under it, the words would be refused. */
const CHANGES_WORK: readonly CommandKind[] = [
  'work.finish',
  'work.noResponse',
  'work.praise',
  'case.move',
  'work.park',
  'work.wake',
  'work.transfer',
  'work.escalate',
  'work.consult',
  'work.endConsult',
  'work.leave',
  'work.conference',
  'work.completeTransfer',
  'post.repost',
];

/**
 * What is still to be done before a later command may go.
 *
 * - In its lane: everything.
 * - A change of work waits for replies under that work in other conversations (a matter that goes on by mail), and for every
 *   note on its customer: who gives the work away may lose the sight of them, and whoever has it next reads the note.
 * - A reply waits for earlier changes of the work that it is sent under, and for an accept or a take of work of its customer:
 *   refused or not, that decides whether the words may go.
 *
 * Replies in several conversations wait for each other nowhere, not even under one piece of work; nor does a note wait
 * for what becomes of work elsewhere.
 */
export function orderKept() {
  const before = new Set<string>();
  return {
    mustWait: ({ command, lane, customerId }: Kept): boolean => {
      if (before.has(lane)) return true;
      const work = workOf(command);
      if (command.kind === 'reply.send') return before.has(`changed ${work}`) || before.has(`taken ${customerId}`);
      if (!CHANGES_WORK.includes(command.kind)) return false;
      return before.has(`answered ${work}`) || before.has(`noted ${customerId}`);
    },
    /** It is not done yet: what comes after it in the outbox may have to wait for it. */
    add({ command, lane, customerId }: Kept): void {
      before.add(lane);
      const work = workOf(command);
      if (command.kind === 'note.add') before.add(`noted ${customerId}`);
      else if (isTaking(command)) before.add(`taken ${customerId}`);
      else if (work === null) return;
      else if (command.kind === 'reply.send') before.add(`answered ${work}`);
      else if (CHANGES_WORK.includes(command.kind)) before.add(`changed ${work}`);
    },
  };
}

/** The work item that a command names. */
export const workOf = ({ params }: Command): string | null => ('workItemId' in params ? params.workItemId : null);

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
 * The open commands that wait for no other, oldest first, at most `room`; none in a lane that is busy. One that may still
 * be taken back is waited for: what must come after it was written after it.
 */
export function dueOf(
  all: readonly Kept[],
  busyLanes: ReadonlySet<string>,
  room: number,
  mayGo: (kept: Kept) => boolean = () => true,
): Kept[] {
  const order = orderKept();
  const due: Kept[] = [];
  for (const kept of all) {
    if (!isOpen(kept)) continue;
    const waits = busyLanes.has(kept.lane) || order.mustWait(kept);
    order.add(kept);
    if (!waits && due.length < room && mayGo(kept)) due.push(kept);
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
