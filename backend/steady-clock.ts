import { type Clock, systemClock } from '../shared/lib/clock.ts';

/** How much faster or slower than time itself it goes while it is off. An hour is made up for in four days. */
const SLEW = 0.01;

/**
 * The wall clock without its jumps. Whoever sets a machine's time neither ends sessions nor puts words before those that
 * they answer: `now` goes on from where it was, and comes to the wall clock's time by and by. Never goes back.
 */
export function steadyClock(clock: Clock = systemClock): Clock {
  let at = clock.now();
  let last = clock.monotonic();
  return {
    monotonic: clock.monotonic,
    now() {
      const passed = clock.monotonic() - last;
      last += passed;
      at += passed;
      const most = passed * SLEW;
      at += Math.max(-most, Math.min(most, clock.now() - at));
      return Math.floor(at);
    },
  };
}
