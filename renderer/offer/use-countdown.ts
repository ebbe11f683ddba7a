import type { Offer } from '../../shared/domain/offer.ts';
import { backendNow } from '../stores/connection.ts';
import { useNow } from '../stores/now.ts';

const SECOND = 1_000;

/** Whole seconds until an offer goes, by the backend's clock; never below 0. */
export const secondsLeft = (offer: Pick<Offer, 'expiresAt'>, now: number): number =>
  Math.max(0, Math.ceil((offer.expiresAt - now) / SECOND));

export const wholeSeconds = ({ madeAt, expiresAt }: Pick<Offer, 'madeAt' | 'expiresAt'>): number =>
  Math.max(1, Math.round((expiresAt - madeAt) / SECOND));

export type Countdown = { readonly seconds: number; readonly whole: number; readonly waitedMs: number };

export function useCountdown(offer: Offer): Countdown {
  const now = backendNow(useNow());
  return { seconds: secondsLeft(offer, now), whole: wholeSeconds(offer), waitedMs: Math.max(0, now - offer.enteredAt) };
}
