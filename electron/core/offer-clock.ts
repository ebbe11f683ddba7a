import type { Offer } from '../../shared/domain/offer.ts';

export type OfferClockOptions = {
  /** The agent's own, newest first. */
  offers: () => readonly Offer[];
  backendNow: () => number;
  ended: () => void;
};

/** Nobody tells a desk without a network that its offer has ended: its own time does. */
export function offerClock({ offers, backendNow, ended }: OfferClockOptions) {
  let timer: NodeJS.Timeout | undefined;

  const watch = (): void => {
    clearTimeout(timer);
    const ringing = offers().filter(offer => offer.state === 'ringing');
    const ends = ringing.map(offer => offer.expiresAt - backendNow()).filter(ms => ms > 0);
    if (ends.length === 0) return;
    const passed = (): void => {
      ended();
      watch();
    };
    timer = setTimeout(passed, Math.min(...ends) + 1);
  };

  return {
    /** To be called whenever an offer may have changed. */
    watch,
    stop(): void {
      clearTimeout(timer);
    },
  };
}
export type OfferClock = ReturnType<typeof offerClock>;
