import { useState } from 'react';
import { backendNow } from '../stores/connection.ts';
import { useNow } from '../stores/now.ts';
import { ringingAudience, ringingOffer, useWork } from '../stores/work.ts';
import { offerWords } from '../text/work.ts';
import { Announcer } from '../ui/Hidden.tsx';
import { secondsLeft } from './use-countdown.ts';

/** Seconds left at which it is said once more; a moment that was missed is said late, never twice. */
const REMINDERS = [5, 10] as const;

type Said = { readonly offerId: string | null; readonly reminder: number; readonly words: string };
const NOTHING: Said = { offerId: null, reminder: Number.POSITIVE_INFINITY, words: '' };

/** Says an offer once, with name, queue and seconds; after that only that 10 and 5 seconds are left. */
export function OfferAnnouncer() {
  const offer = useWork(ringingOffer);
  const audience = useWork(ringingAudience);
  const now = backendNow(useNow());
  const [said, setSaid] = useState(NOTHING);
  const seconds = offer ? secondsLeft(offer, now) : 0;
  const due = REMINDERS.find(reminder => seconds <= reminder) ?? Number.POSITIVE_INFINITY;
  // Set while rendering, as React wants it for what follows from what came in: it is drawn once, with the new words.
  if (!offer && said.offerId !== null) setSaid(NOTHING);
  else if (offer && offer.id !== said.offerId)
    setSaid({ offerId: offer.id, reminder: due, words: offerWords.announced(offer, audience, seconds) });
  else if (offer && due < said.reminder) setSaid({ ...said, reminder: due, words: offerWords.left(seconds) });
  return <Announcer urgent words={said.words} />;
}
