// A machine that sleeps answers nothing. Its agent is Not Ready when it does and when it comes back, and is not blamed.
import { AWAY, type Presence } from '../../shared/domain/presence.ts';
import { hasSlept, type Paused, SLEPT, whatWas } from '../../shared/domain/sleep.ts';
import type { Clock } from '../../shared/lib/clock.ts';
import { logger } from '../../shared/lib/log.ts';

const log = logger('core');

/** Milliseconds between looks. */
const LOOK = 1_000;

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

/** The host tells where it is told itself; elsewhere the time that is missing does. */
export function sleepWatch({ clock, presence, away, reconnect, skewMs }: Watching) {
  let seen = { wall: clock.now(), monotonic: clock.monotonic() };
  /** Since the newest session; null: none. */
  let pause: Omit<Paused, 'now'> | null = null;

  const notReady = (): void => {
    if (presence()?.state === 'available') away(AWAY);
  };
  const back = (): void => {
    notReady();
    reconnect();
    log.info('desk.woken');
  };
  const isSure = (): boolean => (pause?.monotonicMs ?? 0) >= SLEPT;

  /** True: time is missing since the last look. */
  const measure = (): boolean => {
    const now = { wall: clock.now(), monotonic: clock.monotonic() };
    const wall = now.wall - seen.wall;
    const monotonic = now.monotonic - seen.monotonic;
    seen = now;
    if (whatWas({ wall, monotonic, skew: 0 }) === 'nothing') return false;
    pause = {
      wallMs: (pause?.wallMs ?? 0) + wall,
      monotonicMs: Math.max(pause?.monotonicMs ?? 0, monotonic),
      skewMs: pause?.skewMs ?? skewMs(),
    };
    return true;
  };
  const look = (): void => {
    if (!measure()) return;
    if (isSure()) return back();
    // Some systems stop the monotonic clock in a sleep: from here, a clock that was put forward looks the same.
    reconnect();
  };
  const timer = setInterval(look, LOOK);
  timer.unref();

  return {
    /** The host says that the machine goes to sleep, or is back. */
    told: (phase: 'going' | 'back'): void => {
      seen = { wall: clock.now(), monotonic: clock.monotonic() };
      if (phase === 'going') return notReady();
      pause = { wallMs: SLEPT, monotonicMs: SLEPT, skewMs: skewMs() };
      back();
    },
    /**
     * For the hello of the next connection, so that nobody is rung before they have said anything. Looks for itself: after a
     * sleep the socket may be dialled before anything else has woken.
     */
    paused(): Paused | undefined {
      if (measure() && isSure()) notReady();
      return pause ? { ...pause, now: clock.now() } : undefined;
    },
    /** The backend has said what time it is. */
    connected(): void {
      const was = pause;
      pause = null;
      if (!was || was.monotonicMs >= SLEPT) return;
      const now = clock.now();
      if (hasSlept({ ...was, now }, now + skewMs())) notReady();
    },
    stop: (): void => clearInterval(timer),
  };
}
export type SleepWatch = ReturnType<typeof sleepWatch>;
