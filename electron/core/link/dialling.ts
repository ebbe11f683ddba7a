import type { Clock } from '../../../shared/lib/clock.ts';
import { backOff } from './back-off.ts';
import type { Timings } from './link-options.ts';

type DiallingOptions = {
  clock: Clock;
  random: () => number;
  timings: Pick<Timings, 'pause' | 'goodAfterMs'>;
  /** One connection from its beginning to its end; answers false where the next one waits for a person. */
  attempt: (isStopped: () => boolean) => Promise<boolean>;
};

/** One attempt after the other, with pauses that grow until a connection was a good one. */
export function startDialling({ clock, random, timings, attempt }: DiallingOptions) {
  let stopped = false;
  /** The next attempt does not wait its turn. */
  let hurried = false;
  let wake: () => void = () => {};
  let trying = true;

  const pause = (tries: number, again: boolean): Promise<void> =>
    new Promise(resolve => {
      wake = resolve;
      if (hurried) resolve();
      hurried = false;
      if (again) setTimeout(resolve, backOff(tries, random(), timings.pause)).unref();
    });

  const run = async (): Promise<void> => {
    for (let tries = 0; !stopped; tries++) {
      const started = clock.monotonic();
      trying = true;
      const again = await attempt(() => stopped);
      trying = false;
      if (clock.monotonic() - started >= timings.goodAfterMs) tries = 0;
      if (stopped) return;
      await pause(tries, again);
    }
  };
  const running = run();

  return {
    /** Ends the pause there is. */
    wake: (): void => wake(),
    /** Something has changed that the attempt under way, if any, knows nothing of: one more follows it at once. */
    renew(): void {
      if (trying) hurried = true;
      else wake();
    },
    /** Settles when the attempt that runs has come to its end. */
    stop(): Promise<void> {
      stopped = true;
      wake();
      return running;
    },
  };
}
