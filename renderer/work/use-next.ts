import { startTransition, useEffect, useState } from 'react';
import type { Offer } from '../../shared/domain/offer.ts';
import { whenIdle } from '../ui/when-idle.ts';

/** Milliseconds after which a ring's conversation is drawn, however much there is to do. */
const SOON = 500;

/** Whose conversation is drawn while it rings, so that accepting it shows it at once; null: nobody's yet. */
export function useNext(offer: Offer | null): string | null {
  const customerId = offer?.customerId ?? null;
  const [drawn, setDrawn] = useState<string | null>(null);
  useEffect(() => {
    if (customerId === null) return undefined;
    // In slices: a key that is pressed meanwhile goes first.
    return whenIdle(() => startTransition(() => setDrawn(customerId)), SOON);
  }, [customerId]);
  return drawn === customerId ? drawn : null;
}
