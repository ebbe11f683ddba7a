// Which matter of a customer is written about: that of the work selected, else the one begun to be written in, else that of
// the conversation that a reply goes to by itself.
import { create } from 'zustand';
import { conversationOf, useConversations } from './conversations.ts';
import { type About, aboutNow, isLoaded, turnTo, useDrafts, writtenCases } from './drafts.ts';
import { chosenOf, useView } from './view.ts';
import { useWork } from './work.ts';

type WorkState = ReturnType<typeof useWork.getState>;

/** Chosen by the agent over that of the work: by customer, while the same work is selected. */
type Picked = { readonly caseId: string | null; readonly itemId: string | null };
export const usePickedCases = create<Readonly<Record<string, Picked>>>()(() => ({}));

type Known = {
  readonly at: string | null;
  /** Undefined: none is. */
  readonly picked: string | null | undefined;
  readonly selected: string | null;
  readonly written: readonly (string | null)[];
  readonly ofReply: string | null;
};

/** What is being written is not taken from under the agent's hands, whatever else is heard. */
export function caseToWrite({ at, picked, selected, written, ofReply }: Known): string | null {
  if (picked !== undefined) return picked;
  if (selected !== null) return selected;
  if (written.length > 0) return written.includes(at) ? at : written[0]!;
  return ofReply ?? at;
}

function caseOfReply(customerId: string): string | null {
  const opened = conversationOf(customerId)(useConversations.getState());
  const id = opened?.ways[0]?.target.interactionId;
  return opened?.interactions.find(one => one.id === id)?.caseId ?? opened?.cases.at(-1)?.id ?? null;
}

/** It ends with the selection under which it was made. */
function pickFor(customerId: string, itemId: string | null): Picked | undefined {
  const { [customerId]: pick, ...others } = usePickedCases.getState();
  if (pick && pick.itemId !== itemId) usePickedCases.setState(others, true);
  return pick?.itemId === itemId ? pick : undefined;
}

/** Of who rings and is not on the screen, where words would be about something else. */
function ringingCase(customerId: string): string | null {
  const { offer } = useWork.getState();
  return offer?.customerId === customerId && useView.getState().customerId !== customerId ? offer.caseId : null;
}

function settle(customerId: string | null): void {
  if (customerId === null) return;
  const chosen = chosenOf(customerId)(useView.getState());
  const pick = pickFor(customerId, chosen?.itemId ?? null);
  const { caseId: at } = aboutNow(customerId);
  const next = caseToWrite({
    at,
    picked: pick?.caseId,
    selected: chosen?.caseId ?? ringingCase(customerId),
    written: writtenCases(customerId),
    ofReply: caseOfReply(customerId),
  });
  if (next !== at) turnTo({ customerId, caseId: next });
}

/** Shows what is written in another matter than that of the work selected. */
export function pickCase({ customerId, caseId }: About): void {
  const itemId = chosenOf(customerId)(useView.getState())?.itemId ?? null;
  usePickedCases.setState({ [customerId]: { caseId, itemId } });
  settle(customerId);
}

/** Once these words are sent, what is written next is about the work selected again. */
export function endPick({ customerId, caseId }: About): void {
  const { [customerId]: pick, ...others } = usePickedCases.getState();
  if (pick?.caseId !== caseId || writtenCases(customerId).includes(caseId)) return;
  usePickedCases.setState(others, true);
  settle(customerId);
}

/** At once with what is selected, so that no letter goes into another matter. Returns how to stop. */
export function followCase(): () => void {
  const follow = (): void => settle(useView.getState().customerId);
  // What is drawn ahead while it rings has its own words.
  const followOffer = ({ offer }: WorkState, before: WorkState): void => {
    if (offer && offer.id !== before.offer?.id) settle(offer.customerId);
  };
  const followLoaded = (now: ReturnType<typeof useDrafts.getState>, before: typeof now): void => {
    const { customerId } = useView.getState();
    if (customerId !== null && isLoaded(customerId)(now) !== isLoaded(customerId)(before)) follow();
  };
  follow();
  const stops = [
    useView.subscribe(follow),
    useConversations.subscribe(follow),
    useDrafts.subscribe(followLoaded),
    useWork.subscribe(followOffer),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
