// Whose the work is that a reply would answer, where it is not one's own; the backend decides by the same rule.
import { useEffect } from 'react';
import type { Opened, OutboxItem } from '../../shared/contract/bridge.ts';
import { whyUnskilled } from '../../shared/domain/skills.ts';
import { isHeldBy, mayTakeWaiting, type Spoken, workInTheWay } from '../../shared/domain/speaking.ts';
import type { Team } from '../../shared/domain/team.ts';
import type { Agent, Queue, WorkItem } from '../../shared/domain/work.ts';
import { useDerived } from '../stores/derived.ts';
import { forgetHolders, loadHolders, useHolders, workOf } from '../stores/holders.ts';
import { outboxItems, useOutbox } from '../stores/outbox.ts';
import { queueById, useQueues } from '../stores/queues.ts';
import { rosterOf, useOthers } from '../stores/roster.ts';
import { signedInAgent, teamOf, useSession } from '../stores/session.ts';
import { acceptedOffer, useWork } from '../stores/work.ts';
import { handOverWords } from '../text/hand-over.ts';
import { takeWords } from '../text/taking.ts';

export type Standing = {
  readonly item: WorkItem;
  readonly why: string;
  readonly mayTake: boolean;
  /** It rings at this desk: what rings says so itself, and how it is taken. */
  readonly ringsHere: boolean;
  /** It was asked for, and the desk has not heard whose it is: the outbox keeps words back until then. */
  readonly isTaking: boolean;
};

type Known = {
  readonly agent: Agent;
  readonly team: Pick<Team, 'takeWithoutSkills'> | null;
  /** Open work of the customer. */
  readonly open: readonly WorkItem[];
  readonly queueOf: (queueId: string) => Queue | null;
  /** The work item that rings at this desk, or did and was answered. */
  readonly ringingId: string | null;
  /** That was accepted here; the outbox keeps words back until it is held. */
  readonly acceptedId: string | null;
  /** Work that was asked for without an offer, and not refused. */
  readonly takingIds: readonly string[];
  readonly nameOf: (agentId: string) => string | undefined;
};

/** Null: nothing stands in the way of a reply there. */
export function standingOf(
  spoken: Spoken,
  { agent, team, open, queueOf, ringingId, acceptedId, takingIds, nameOf }: Known,
): Standing | null {
  const item = workInTheWay(open, spoken, agent.id);
  if (!item || item.id === acceptedId) return null;
  const of = (why: string, mayTake: boolean): Standing => ({
    item,
    why,
    mayTake,
    ringsHere: false,
    isTaking: mayTake && takingIds.includes(item.id),
  });
  if (item.state === 'held') return of(takeWords.held(nameOf(item.holderId ?? '') ?? takeWords.colleague), false);
  if (item.state === 'offered')
    return ringingId === item.id ? { ...of(takeWords.ringsHere, false), ringsHere: true } : of(takeWords.rings, false);
  const holdsOfCustomer = open.some(one => isHeldBy(one, agent.id));
  if (!mayTakeWaiting(item, agent, holdsOfCustomer)) return of(takeWords.waitsElsewhere(item.queueName), false);
  const unskilled = whyUnskilled(item, queueOf(item.queueId), agent, team);
  return unskilled === null
    ? of(takeWords.waits(item.queueName), true)
    : of(takeWords.waitsForOthers(item.queueName, unskilled), false);
}

const takesIn = (outbox: readonly OutboxItem[]): readonly string[] =>
  outbox.flatMap(({ kind, state, workItemId }) =>
    kind === 'work.take' && state !== 'refused' && workItemId ? [workItemId] : [],
  );

const SAYING = [useHolders, useWork, useSession, useOthers, useQueues, useOutbox] as const;

/** As this desk knows it at this moment. */
function standingNow({ customer, interactions }: Opened, interactionId: string | null): Standing | null {
  const agent = signedInAgent(useSession.getState());
  const spoken = interactions.find(({ id }) => id === interactionId);
  if (!agent || !spoken) return null;
  const work = useWork.getState();
  const { items, offer } = work;
  const accepted = acceptedOffer(work);
  const colleagues = rosterOf(useOthers.getState())?.colleagues;
  return standingOf(spoken, {
    agent,
    team: teamOf(useSession.getState()),
    // One's own is known sooner than it is told of the customer's.
    open: workOf(customer.id)(useHolders.getState()).map(item => items.find(({ id }) => id === item.id) ?? item),
    queueOf: queueId => queueById(useQueues.getState()).get(queueId) ?? null,
    ringingId: offer?.workItemId ?? null,
    // One who is asked for help leaves it with its holder.
    acceptedId: accepted?.kind === 'work' ? accepted.workItemId : null,
    takingIds: [...useHolders.getState().asked, ...takesIn(outboxItems(useOutbox.getState()))],
    nameOf: agentId => colleagues?.find(one => one.agentId === agentId)?.name,
  });
}

/** Of the conversation that the reply goes to; asked anew whenever work changes hands. */
export function useStanding(opened: Opened, interactionId: string | null): Standing | null {
  const customerId = opened.customer.id;
  useEffect(() => {
    void loadHolders(customerId);
    return () => forgetHolders(customerId);
  }, [customerId]);
  return useDerived(SAYING, () => standingNow(opened, interactionId));
}

/** Why Send does not send; null: it does. */
export function whyStanding(standing: Standing | null): string | null {
  if (!standing || standing.isTaking) return null;
  if (standing.ringsHere) return takeWords.ringsHere;
  return standing.mayTake ? takeWords.takeFirst : handOverWords.holderSends;
}
