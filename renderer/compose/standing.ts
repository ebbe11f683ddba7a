// Whose the work is that a reply would answer, where it is not one's own; the backend decides by the same rule.
import { useEffect } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { Opened, OutboxItem } from '../../shared/contract/bridge.ts';
import { isHeldBy, mayTakeWaiting, type Spoken, workInTheWay } from '../../shared/domain/speaking.ts';
import type { Agent, WorkItem } from '../../shared/domain/work.ts';
import { forgetHolders, loadHolders, useHolders, workOf } from '../stores/holders.ts';
import { outboxItems, useOutbox } from '../stores/outbox.ts';
import { rosterOf, useOthers } from '../stores/roster.ts';
import { signedInAgent, useSession } from '../stores/session.ts';
import { ringingOffer, useWork } from '../stores/work.ts';
import { handOverWords } from '../text/hand-over.ts';
import { takeWords } from '../text/taking.ts';

export type Standing = {
  readonly item: WorkItem;
  readonly why: string;
  readonly mayTake: boolean;
  /** It was asked for, and the backend has not said that it is so. */
  readonly isTaking: boolean;
};

type Known = {
  readonly agent: Agent;
  /** Open work of the customer. */
  readonly open: readonly WorkItem[];
  /** The work item that rings at this desk. */
  readonly ringingId: string | null;
  readonly outbox: readonly OutboxItem[];
  readonly nameOf: (agentId: string) => string | undefined;
};

/** Null: nothing stands in the way of a reply there. */
export function standingOf(spoken: Spoken, { agent, open, ringingId, outbox, nameOf }: Known): Standing | null {
  const item = workInTheWay(open, spoken, agent.id);
  if (!item) return null;
  const isTaking = outbox.some(
    ({ kind, workItemId, state }) =>
      kind === 'work.take' && workItemId === item.id && (state === 'queued' || state === 'sent'),
  );
  const of = (why: string, mayTake: boolean): Standing => ({ item, why, mayTake, isTaking });
  if (item.state === 'held') return of(takeWords.held(nameOf(item.holderId ?? '') ?? takeWords.colleague), false);
  if (item.state === 'offered')
    return ringingId === item.id ? of(takeWords.ringsHere, true) : of(takeWords.rings, false);
  const holdsOfCustomer = open.some(one => isHeldBy(one, agent.id));
  const mayTake = mayTakeWaiting(item, agent, holdsOfCustomer);
  return of(mayTake ? takeWords.waits(item.queueName) : takeWords.waitsElsewhere(item.queueName), mayTake);
}

/** Of the conversation that the reply goes to; asked anew whenever work changes hands. */
export function useStanding({ customer, interactions }: Opened, interactionId: string | null): Standing | null {
  const open = useHolders(workOf(customer.id));
  const agent = useSession(signedInAgent);
  const roster = useOthers(rosterOf);
  // Whatever else rings or is asked for draws nothing here anew.
  const outbox = useOutbox(useShallow(state => outboxItems(state).filter(({ kind }) => kind === 'work.take')));
  const ringingId = useWork(state => {
    const id = ringingOffer(state)?.workItemId;
    return open.some(item => item.id === id) ? (id ?? null) : null;
  });
  useEffect(() => {
    void loadHolders(customer.id);
    return () => forgetHolders(customer.id);
  }, [customer.id]);
  const spoken = interactions.find(({ id }) => id === interactionId);
  if (!agent || !spoken) return null;
  const nameOf = (agentId: string) => roster?.colleagues.find(one => one.agentId === agentId)?.name;
  return standingOf(spoken, { agent, open, ringingId, outbox, nameOf });
}

/** Why Send does not send; null: it does. */
export const whyStanding = (standing: Standing | null): string | null =>
  standing && (standing.mayTake ? takeWords.takeFirst : handOverWords.holderSends);
