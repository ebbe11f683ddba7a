import type { Clock } from '../../shared/lib/clock.ts';

export type Running = {
  readonly agentId: string;
  readonly workItemId: string;
  readonly from: number;
  readonly ms: number;
};

/** Of rows of `presence`: the after-contact work ends by itself. */
export const AFTER_RUNS = `json->'after'->>'ms' IS NOT NULL`;

type Timed = { readonly workItemId: string; readonly ms: number; readonly end: number };

/**
 * How long each after-contact work may still last, by the monotonic clock, like the leases of offers: a wall clock that
 * jumps ends none. Only this process's memory. `alone`: what is seen first was begun by this process or left by its last
 * run, and has the time left that the record says; beside other nodes, whose clocks may differ, never less than its own.
 */
export function newAfterClock(clock: Clock, alone: boolean) {
  let timed = new Map<string, Timed>();

  const endOf = ({ from, ms }: Running): number => {
    const left = alone ? Math.min(from + ms - clock.now(), ms) : ms;
    return clock.monotonic() + Math.max(0, left);
  };
  const follow = (one: Running, known: Timed | undefined): Timed => {
    const { workItemId, ms } = one;
    const isSame = known?.workItemId === workItemId;
    return { workItemId, ms, end: isSame ? known.end + (ms - known.ms) : endOf(one) };
  };

  return {
    /** What the store says now; an extended one goes on by what was added. */
    watch(running: readonly Running[]): void {
      timed = new Map(running.map(one => [one.agentId, follow(one, timed.get(one.agentId))]));
    },
    over: (): { readonly agentId: string; readonly ms: number }[] =>
      [...timed].filter(([, { end }]) => end <= clock.monotonic()).map(([agentId, { ms }]) => ({ agentId, ms })),
    end: (agentId: string): void => void timed.delete(agentId),
    /** Milliseconds until the next one is over; null: none runs. */
    nextMs: (): number | null =>
      timed.size > 0 ? Math.max(0, Math.min(...[...timed.values()].map(({ end }) => end)) - clock.monotonic()) : null,
  };
}
