import type { Reply } from '../../shared/contract/bridge.ts';

type Call = (name: unknown, input: unknown) => Promise<Reply>;

/** Whether the screen asks for something, so that what nobody waits for can wait. */
export function activityOf(monotonic: () => number) {
  let underWay = 0;
  let lastAt = -Infinity;
  return {
    watch:
      (call: Call): Call =>
      async (name, input) => {
        underWay++;
        try {
          return await call(name, input);
        } finally {
          underWay--;
          lastAt = monotonic();
        }
      },
    /** A question is being answered, or was within the last `quietMs`. */
    isBusy: (quietMs: number): boolean => underWay > 0 || monotonic() - lastAt < quietMs,
  };
}
export type Activity = ReturnType<typeof activityOf>;
