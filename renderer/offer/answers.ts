import type { Offer } from '../../shared/domain/offer.ts';
import { attempt } from '../stores/failures.ts';
import { setDeclining } from '../stores/offer-place.ts';
import { acceptOffer, declineOffer, type DeclineReason } from '../stores/work.ts';
import { failureWords } from '../text/shell.ts';

export const accept = (offer: Offer): void => void attempt(failureWords.accept, () => acceptOffer(offer));

export function decline(offer: Offer, reason: DeclineReason): void {
  setDeclining(false);
  void attempt(failureWords.decline, () => declineOffer(offer, reason));
}
