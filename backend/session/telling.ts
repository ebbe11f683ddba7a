// What is told to desks again and again and never kept: a lost telling is replaced by the next.
import { logger } from '../../shared/lib/log.ts';

const log = logger('session');

/** Milliseconds between looks, and after which what has not changed is told again so that its age stays true. */
const LOOK = 1_000;
const REPEAT = 5_000;

export type Hearer<T> = { hear(told: T): void; heardAt: number };
type Parts<T> = {
  /** For the log. */
  readonly name: string;
  readonly read: () => Promise<T>;
  /** What would look different on the screen. */
  readonly faceOf: (told: T) => string;
  readonly hearers: () => readonly Hearer<T>[];
  readonly monotonic: () => number;
};

/** Returns what stops it. */
export function tellAgain<T>({ name, read, faceOf, hearers, monotonic }: Parts<T>): () => void {
  let face = '';
  let counting = false;

  async function look(): Promise<void> {
    const present = hearers();
    if (present.length === 0 || counting) return;
    counting = true;
    try {
      const fresh = await read();
      const changed = faceOf(fresh) !== face;
      face = faceOf(fresh);
      const now = monotonic();
      for (const one of present) {
        if (!changed && now - one.heardAt < REPEAT) continue;
        one.heardAt = now;
        one.hear(fresh);
      }
    } catch (error) {
      log.warn('telling.uncounted', { telling: name }, error); // an old one shows its age; a made-up one would not
    } finally {
      counting = false;
    }
  }

  const timer = setInterval(() => void look(), LOOK);
  return () => clearInterval(timer);
}
