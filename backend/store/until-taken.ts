import { Fault } from '../../shared/lib/fault.ts';

/** Milliseconds before the database is asked again for what it refused: nothing may lie about until the next start. */
export const AGAIN_MS = 500;

type Repeating = {
  /** From now on a refusal is thrown: the program ends. */
  readonly isOver: () => boolean;
  readonly refused: (error: unknown) => void;
  /** What is waited for before the next attempt; `attempt` counts the refusals so far, from 0. Left out: AGAIN_MS. */
  readonly wait?: (attempt: number) => Promise<void>;
};

const again = (): Promise<void> => new Promise(done => setTimeout(done, AGAIN_MS));

/** Repeats what the database refused until it takes it. Throws every other error, and a refusal once it is over. */
export async function untilTaken<T>(run: () => Promise<T>, { isOver, refused, wait = again }: Repeating): Promise<T> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await run();
    } catch (error) {
      if (isOver() || Fault.from(error).code !== 'retry') throw error;
      refused(error);
      await wait(attempt);
    }
  }
}
