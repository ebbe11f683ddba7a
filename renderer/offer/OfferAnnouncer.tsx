import { useEffect, useState } from 'react';
import { backendNow } from '../stores/connection.ts';
import { useNow } from '../stores/now.ts';
import { ringingOffer, useWork } from '../stores/work.ts';
import { offerWords } from '../text/work.ts';
import { Announcer } from '../ui/Hidden.tsx';
import { secondsLeft } from './use-countdown.ts';

const REMINDERS: readonly number[] = [10, 5];

/** Says an offer once, with name, queue and seconds; after that only that 10 and 5 seconds are left. */
export function OfferAnnouncer() {
  const offer = useWork(ringingOffer);
  const now = backendNow(useNow());
  const [said, setSaid] = useState({ offerId: '', words: '' });
  const seconds = offer ? secondsLeft(offer, now) : 0;
  useEffect(() => {
    if (!offer) setSaid(before => (before.offerId === '' ? before : { offerId: '', words: '' }));
    else if (offer.id !== said.offerId) setSaid({ offerId: offer.id, words: offerWords.announced(offer, seconds) });
    else if (REMINDERS.includes(seconds)) setSaid({ offerId: offer.id, words: offerWords.left(seconds) });
  }, [offer, seconds, said.offerId]);
  return <Announcer urgent words={said.words} />;
}
