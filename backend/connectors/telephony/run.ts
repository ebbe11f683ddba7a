import type { Clock } from '../../../shared/lib/clock.ts';
import type { Exchange } from './exchange.ts';

/** Longest timer; a later moment is looked at again then. */
const LONGEST = 60_000;

/** Lets a simulated exchange live by the clock on the wall. Returns what stops it. */
export function runExchange(exchange: Exchange, clock: Clock): () => void {
  let timer: NodeJS.Timeout | undefined;
  let turning = false;
  const look = (): void => {
    // A turn tells of what it makes due; it looks by itself when it is over.
    if (turning) return;
    clearTimeout(timer);
    turning = true;
    const at = exchange.turn();
    turning = false;
    if (at !== null) timer = setTimeout(look, Math.min(LONGEST, Math.max(1, at - clock.now())));
  };
  const stopListening = exchange.onDue(look);
  look();
  return () => {
    stopListening();
    clearTimeout(timer);
  };
}
