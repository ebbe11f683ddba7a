import { startTransition, useEffect, useState } from 'react';
import type { Offer } from '../../shared/domain/offer.ts';
import { useLikely } from '../stores/likely.ts';
import { whenIdle } from '../ui/when-idle.ts';

/** Milliseconds after which it is drawn, however much there is to do. */
const SOON = 500;

/**
 * Whose conversation is drawn ahead, so that it is shown at once: of who rings, else of whom the pointer rests on. Null:
 * nobody's yet.
 */
export function useNext(offer: Offer | null): string | null {
  const likely = useLikely(state => state.customerId);
  const customerId = offer?.customerId ?? likely;
  const [drawn, setDrawn] = useState<string | null>(null);
  useEffect(() => {
    if (customerId === null) return undefined;
    // In slices: a key that is pressed meanwhile goes first.
    return whenIdle(() => startTransition(() => setDrawn(customerId)), SOON);
  }, [customerId]);
  return drawn === customerId ? drawn : null;
}
