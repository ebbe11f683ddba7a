// The work that is selected in Work: by its own id, so that two items of one customer are two.
import type { WorkItem } from '../../shared/domain/work.ts';
import type { Offer } from '../../shared/domain/offer.ts';
import { heldConversation } from './conversations.ts';
import { openConversation } from './conversation-opening.ts';
import { useDerived } from './derived.ts';
import { helpingItems, useOthers } from './roster.ts';
import { choose, chosenItemId, chosenOf, openEntry, useView } from './view.ts';
import { openItems, useWork } from './work.ts';

type Known = readonly WorkItem[];
const byId = (items: Known, itemId: string | undefined | null): WorkItem | null =>
  items.find(({ id }) => id === itemId) ?? null;

/** One's own, of the customer who is open; null: none is selected. */
export const selectedNow = (): WorkItem | null => byId(openItems(useWork.getState()), chosenItemId(useView.getState()));
/** The same, written; a call has keys and a bar of its own. */
export function writtenNow(): WorkItem | null {
  const item = selectedNow();
  return item?.channel === 'voice' ? null : item;
}
/** A colleague's, that one was asked into. */
export const helpedNow = (): WorkItem | null =>
  byId(helpingItems(useOthers.getState()), chosenItemId(useView.getState()));

const useChosenId = (customerId: string): string | undefined => useView(chosenOf(customerId))?.itemId;

/** One's own work that is selected of this customer. */
export function useSelected(customerId: string): WorkItem | null {
  const itemId = useChosenId(customerId);
  return useWork(({ items }) => byId(items, itemId));
}
export function useHelped(customerId: string): WorkItem | null {
  const itemId = useChosenId(customerId);
  return useOthers(({ helping }) => byId(helping, itemId));
}

type AtHand = Pick<WorkItem, 'id' | 'caseId' | 'interactionId'>;

/** What rings of this customer, or was accepted just now. */
const offeredNow = (customerId: string): Offer | null => {
  const { offer } = useWork.getState();
  return offer?.customerId === customerId ? offer : null;
};

/** One's own work that is selected of this customer, else what rings of them: what is drawn ahead stands as it is then. */
export function atHandNow(customerId: string): AtHand | null {
  const itemId = chosenOf(customerId)(useView.getState())?.itemId;
  const item = byId(useWork.getState().items, itemId);
  if (item) return item;
  const offer = offeredNow(customerId);
  if (!offer || (itemId !== undefined && itemId !== offer.workItemId)) return null;
  return { id: offer.workItemId, caseId: offer.caseId, interactionId: offer.interactionId };
}

export const SELECTING = [useView, useWork] as const;

/**
 * The matter that is worked on for this customer: of the work selected, also when that has just ended, else of what rings;
 * null: none is.
 */
export const useCaseAtHand = (customerId: string): string | null =>
  useDerived(SELECTING, () => caseAtHand(customerId) ?? offeredNow(customerId)?.caseId ?? null);
export const caseAtHand = (customerId: string | null): string | null =>
  chosenOf(customerId)(useView.getState())?.caseId ?? null;

export const select = ({ id: itemId, customerId, caseId }: WorkItem): void => choose(customerId, { itemId, caseId });

/** The work in hand that an entry is part of: its conversation's, else its case's. */
export function workOfEntry(items: Known, entry: Pick<WorkItem, 'caseId'> & { interactionId: string | null }) {
  const ofCase = items.filter(({ caseId }) => caseId === entry.caseId);
  return ofCase.find(({ interactionId }) => interactionId === entry.interactionId) ?? ofCase[0] ?? null;
}

/** Opens an entry that another part of the desk leads to, with the work that it is part of. */
export async function openEntryOfWork(customerId: string, entryId: string): Promise<void> {
  openEntry(customerId, entryId);
  const { jump } = useView.getState();
  await openConversation(customerId, entryId);
  const entry = heldConversation(customerId)?.page.items.find(item => item.entry.id === entryId)?.entry;
  const held = openItems(useWork.getState()).filter(item => item.customerId === customerId);
  const item = entry ? workOfEntry(held, entry) : null;
  // Not when somebody has gone on meanwhile.
  if (item && useView.getState().jump === jump) select(item);
}
