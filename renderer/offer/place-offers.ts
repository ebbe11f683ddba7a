import { isWriting } from '../keys/listen.ts';
import { placeOffer } from '../stores/offer-place.ts';
import { useView } from '../stores/view.ts';
import { liveCall, ringingOffer, useWork } from '../stores/work.ts';

function place(): void {
  const work = useWork.getState();
  const offer = ringingOffer(work);
  if (!offer) return;
  placeOffer(offer.id, {
    hasConversation: useView.getState().customerId !== null,
    isWriting: isWriting(document.activeElement),
    isOnCall: liveCall(work) !== null,
    channel: offer.channel,
  });
}

/** Decides where each new offer rings, by what the agent does at that moment. Returns how to stop. */
export function followOffers(): () => void {
  place();
  return useWork.subscribe(place);
}
