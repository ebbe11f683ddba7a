import { isWriting } from '../keys/listen.ts';
import { useHandOver } from '../stores/hand-over.ts';
import { moveOfferTo, placeOffer } from '../stores/offer-place.ts';
import { useShell } from '../stores/shell.ts';
import { useView } from '../stores/view.ts';
import { liveCall, ringingOffer, useWork } from '../stores/work.ts';

/** A question is open about the work at hand. */
function isAsked(): boolean {
  const { finishing, parking, preferring, phoning } = useShell.getState();
  return [finishing, parking, preferring, phoning, useHandOver.getState().asking].some(about => about !== null);
}

function place(): void {
  const work = useWork.getState();
  const offer = ringingOffer(work);
  if (!offer) return;
  placeOffer(offer.id, {
    hasConversation: useView.getState().customerId !== null,
    isWriting: isWriting(document.activeElement) || isAsked(),
    isOnCall: liveCall(work) !== null,
    channel: offer.channel,
  });
}

/** Nobody is to answer for a conversation that they do not see. */
function makeRoom(): void {
  if (isAsked()) moveOfferTo('card');
}

/** Puts what rings aside where it hides the conversation that a key is about: what is done there is to be seen. */
export function uncover(): void {
  const { name, customerId } = useView.getState();
  if (name === 'work' && customerId !== null && ringingOffer(useWork.getState())) moveOfferTo('card');
}

/** Decides where each new offer rings, by what the agent does at that moment. Returns how to stop. */
export function followOffers(): () => void {
  place();
  const stops = [useWork.subscribe(place), useShell.subscribe(makeRoom), useHandOver.subscribe(makeRoom)];
  return () => {
    for (const stop of stops) stop();
  };
}
