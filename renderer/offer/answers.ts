import type { Offer } from '../../shared/domain/offer.ts';
import { isWriting } from '../keys/listen.ts';
import { attempt } from '../stores/failures.ts';
import { setDeclining } from '../stores/offer-place.ts';
import { acceptOffer, declineOffer, type DeclineReason } from '../stores/work.ts';
import { failureWords } from '../text/shell.ts';

/** The conversation is there with the next frame; the focus goes to it, unless somebody is writing. */
export function accept(offer: Offer): void {
  const writes = isWriting(document.activeElement);
  void attempt(failureWords.accept, () => acceptOffer(offer));
  if (writes) return;
  requestAnimationFrame(() => document.querySelector<HTMLElement>('[data-region=timeline]')?.focus());
}

export function decline(offer: Offer, reason: DeclineReason): void {
  setDeclining(false);
  void attempt(failureWords.decline, () => declineOffer(offer, reason));
}
