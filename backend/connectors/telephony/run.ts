import { join } from 'node:path';
import { type Clock, systemClock } from '../../../shared/lib/clock.ts';
import { chanceOf } from '../scenario/chance.ts';
import { type Exchange, newExchange } from './exchange.ts';

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

const SEED = 1_876;

/** The exchange of the demo, running. Its calls are in `exchange.json`, so that they outlive a backend that is killed. */
export function demoExchange(dataDir: string | null): { readonly exchange: Exchange; stop(): void } {
  const file = dataDir === null ? null : join(dataDir, 'exchange.json');
  const exchange = newExchange({ clock: systemClock, chance: chanceOf(SEED), file });
  return { exchange, stop: runExchange(exchange, systemClock) };
}
