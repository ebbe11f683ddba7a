// Where a reply goes by itself while several conversations of one customer are in hand.
import { useMemo } from 'react';
import type { Opened } from '../../shared/contract/bridge.ts';
import type { ReplyWay } from '../../shared/domain/reply-ways.ts';
import type { WorkItem } from '../../shared/domain/work.ts';
import { conversationOf, useConversations } from '../stores/conversations.ts';
import { useDerived } from '../stores/derived.ts';
import { atHandNow, SELECTING, selectedNow } from '../stores/selected.ts';
import { openItems, useWork } from '../stores/work.ts';

type About = Pick<Opened, 'ways' | 'interactions' | 'cases'>;
type Item = Pick<WorkItem, 'id' | 'caseId' | 'interactionId'>;

/**
 * The conversations of the selected work's case first, in their order: the default is the one that the customer wrote on
 * last, or that the matter was moved to. One that is other work in hand comes after them: that is answered from there.
 * Then those of other open cases, and last of closed ones: a call about something new does not take up what is over.
 */
export function waysFor(
  { ways, interactions, cases }: About,
  item: Item | null,
  held: readonly Item[],
): readonly ReplyWay[] {
  if (!item) return ways;
  const caseOf = new Map(interactions.map(({ id, caseId }) => [id, caseId]));
  const closed = new Set(cases.filter(({ state }) => state === 'closed').map(({ id }) => id));
  const isOther = (id: string): boolean => held.some(one => one.id !== item.id && one.interactionId === id);
  const rank = ({ target: { interactionId: id } }: ReplyWay): number => {
    const caseId = caseOf.get(id);
    if (caseId === item.caseId) return isOther(id) ? 1 : 0;
    return caseId !== undefined && closed.has(caseId) ? 3 : 2;
  };
  return ways.toSorted((a, b) => rank(a) - rank(b));
}

/** The same conversation, with its ways as the selected work has them. */
export function useOpenedAtHand<T extends Opened>(opened: T | undefined, customerId: string): T | undefined {
  // Work that comes or goes draws nothing anew while the ways stay in their order.
  const ways = useDerived(SELECTING, () =>
    opened ? waysFor(opened, atHandNow(customerId), openItems(useWork.getState())) : NONE,
  );
  return useMemo(() => opened && { ...opened, ways: [...ways] }, [opened, ways]);
}
const NONE: readonly ReplyWay[] = [];

/** At the moment of a key. */
export function waysNow(customerId: string): readonly ReplyWay[] {
  const opened = conversationOf(customerId)(useConversations.getState());
  return opened ? waysFor(opened, selectedNow(), openItems(useWork.getState())) : [];
}
