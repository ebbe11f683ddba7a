// Who may speak to a customer. Desk and backend decide by the same words; the backend's answer counts.
import type { Interaction } from './case.ts';
import { isAnsweredByMail } from './reach.ts';
import type { Agent, WorkItem } from './work.ts';

/** A conversation, as far as this is decided by it. */
export type Spoken = Pick<Interaction, 'id' | 'caseId' | 'channel'>;

export const isHeldBy = ({ state, holderId }: Pick<WorkItem, 'state' | 'holderId'>, agentId: string): boolean =>
  state === 'held' && holderId === agentId;

/**
 * Of the customer's open work, what words in this conversation would answer: its own. A mail where it has none answers the
 * forms and letters of its case.
 */
export function workAnswered(open: readonly WorkItem[], { id, caseId, channel }: Spoken): readonly WorkItem[] {
  const own = open.filter(({ interactionId }) => interactionId === id);
  if (own.length > 0 || channel !== 'email') return own;
  return open.filter(item => item.caseId === caseId && isAnsweredByMail(item.channel));
}

/** The open work for whose holder alone these words are, and who is not this agent; null: nothing stands in the way. */
export function workInTheWay(open: readonly WorkItem[], spoken: Spoken, agentId: string): WorkItem | null {
  const answered = workAnswered(open, spoken);
  return answered.some(item => isHeldBy(item, agentId)) ? null : (answered[0] ?? null);
}

/**
 * Whether this agent may have waiting work without an offer: of a queue of theirs, or of a customer whose work they hold;
 * what skills it asks for beside that says `whyUnskilled`. A call is answered when it rings, and by nothing else.
 */
export function mayTakeWaiting(
  { state, channel, queueId }: Pick<WorkItem, 'state' | 'channel' | 'queueId'>,
  { queueIds }: Pick<Agent, 'queueIds'>,
  holdsOfCustomer: boolean,
): boolean {
  return state === 'waiting' && channel !== 'voice' && (holdsOfCustomer || queueIds.includes(queueId));
}
