// A machine that sleeps answers nothing. Its agent is Not Ready when it does and when it comes back, and is not blamed.
import { AWAY, type Presence } from '../../shared/domain/presence.ts';
import type { Clock } from '../../shared/lib/clock.ts';
import { logger } from '../../shared/lib/log.ts';

const log = logger('core');

/** Milliseconds between looks, and the least that counts as having slept. */
const LOOK = 1_000;
const SLEPT = 30_000;

type Watching = {
  readonly clock: Clock;
  readonly presence: () => Presence | null;
  /** Asks for Not Ready; written down, so that it is also sent after the sleep. */
  readonly away: (reason: string) => void;
  /** The connection of before is worth nothing: another one, now. */
  readonly reconnect: () => void;
  /** Backend's clock minus the desk's, as of the newest session. */
  readonly skewMs: () => number;
};

/** What a pause of so many milliseconds was. A clock that was put forward is found out by the backend's clock beside it. */
export function whatWas(pause: { wall: number; monotonic: number; skew: number }): 'nothing' | 'sleep' | 'clock' {
  if (pause.monotonic >= SLEPT) return 'sleep';
  if (pause.wall < SLEPT) return 'nothing';
  return Math.abs(pause.skew) > pause.wall / 2 ? 'clock' : 'sleep';
}

/** The host tells where it is told itself; elsewhere the time that is missing does. */
export function sleepWatch({ clock, presence, away, reconnect, skewMs }: Watching) {
  let seen = { wall: clock.now(), monotonic: clock.monotonic() };
  let doubt: { wall: number; skew: number } | null = null;

  const notReady = (): void => {
    if (presence()?.state === 'available') away(AWAY);
  };
  const back = (): void => {
    notReady();
    reconnect();
    log.info('desk.woken');
  };

  const look = (): void => {
    const now = { wall: clock.now(), monotonic: clock.monotonic() };
    const pause = { wall: now.wall - seen.wall, monotonic: now.monotonic - seen.monotonic };
    seen = now;
    if (whatWas({ ...pause, skew: 0 }) === 'nothing') return;
    if (pause.monotonic >= SLEPT) return back();
    // Some systems stop the monotonic clock in a sleep: from here, a clock that was put forward looks the same.
    doubt = { wall: pause.wall, skew: skewMs() };
    reconnect();
  };
  const timer = setInterval(look, LOOK);
  timer.unref();

  return {
    /** The host says that the machine goes to sleep, or is back. */
    told: (phase: 'going' | 'back'): void => {
      seen = { wall: clock.now(), monotonic: clock.monotonic() };
      if (phase === 'going') notReady();
      else back();
    },
    /** The backend has said what time it is. */
    connected(): void {
      if (!doubt) return;
      const { wall, skew } = doubt;
      doubt = null;
      if (whatWas({ wall, monotonic: 0, skew: skewMs() - skew }) === 'sleep') notReady();
    },
    stop: (): void => clearInterval(timer),
  };
}
export type SleepWatch = ReturnType<typeof sleepWatch>;
