// How often the core is asked again about one timeline while it catches up: each page of the log changes what is shown, and
// each answer takes time from the thread that catches up.
import { connectionOf, useConnection } from './connection.ts';

/** Milliseconds between two questions while the core catches up. */
const PACE = 1_000;
const last = new Map<string, number>();

const catchesUp = (): boolean => connectionOf(useConnection.getState())?.state === 'catching-up';

/** Resolves when it is time to ask: at once, or while the core catches up some time after the last one, or at its end. */
export async function whenPaced(key: string): Promise<void> {
  const wait = (last.get(key) ?? -PACE) + PACE - performance.now();
  if (wait > 0 && catchesUp()) await untilCaughtUp(wait);
  last.set(key, performance.now());
}

const untilCaughtUp = (most: number): Promise<void> =>
  new Promise(resolve => {
    const done = (): void => {
      stop();
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(done, most);
    const stop = useConnection.subscribe(() => {
      if (!catchesUp()) done();
    });
  });
