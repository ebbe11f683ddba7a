import { startTransition, useEffect, useState } from 'react';
import type { Offer } from '../../shared/domain/offer.ts';
import { useLikely } from '../stores/likely.ts';
import { afterPaint, whenIdle } from '../ui/when-idle.ts';

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
    let stop = (): void => {};
    // The ring itself goes first; then in slices, so that a key that is pressed meanwhile does.
    const draw = (): void => startTransition(() => setDrawn(customerId));
    const cancel = afterPaint(() => (stop = whenIdle(draw, SOON)));
    return () => {
      cancel();
      stop();
    };
  }, [customerId]);
  return drawn === customerId ? drawn : null;
}
