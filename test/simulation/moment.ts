import { Broken } from './broken.ts';
import type { Time } from './time.ts';

/** Simulated milliseconds: the longest way of a message, and a transaction. */
const MOMENT = 1_000;

/** What was committed this very moment is on its way to the desk: what is still not so after a moment never will be. */
export async function withinMoment(time: Time, store: { isOpen(): boolean }, look: () => Promise<void>): Promise<void> {
  const until = time.now() + MOMENT;
  for (;;) {
    try {
      return await look();
    } catch (error) {
      if (!(error instanceof Broken) || time.now() >= until) throw error;
    }
    const soon = time.now() + MOMENT / 10;
    while (await time.step(soon)) continue;
    while (store.isOpen()) await time.step(time.now() + MOMENT / 10);
  }
}
