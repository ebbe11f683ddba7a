// The queue board goes to team leads only. It is volatile: a lost one is replaced by the next.
import type { Board } from '../../shared/domain/work.ts';
import { logger } from '../../shared/lib/log.ts';

const log = logger('session');

/** Milliseconds between looks, and after which an unchanged board is told again so that its age stays true. */
const LOOK = 1_000;
const REPEAT = 5_000;

export type BoardHearer = { hear(board: Board): void; heardAt: number };
type Parts = {
  readonly board: () => Promise<Board>;
  readonly hearers: () => readonly BoardHearer[];
  readonly monotonic: () => number;
};

/** What would look different on the screen; times of counting move without anything having moved. */
const faceOf = ({ madeAt: _when, ...board }: Board) =>
  JSON.stringify(board, (key, value: unknown) => (MOVES_BY_ITSELF.has(key) ? undefined : value));
const MOVES_BY_ITSELF: ReadonlySet<string> = new Set(['countedAt', 'longestWaitMs']);

/** Returns what stops it. */
export function tellBoard({ board, hearers, monotonic }: Parts): () => void {
  let face = '';
  let counting = false;

  async function look(): Promise<void> {
    const leads = hearers();
    if (leads.length === 0 || counting) return;
    counting = true;
    try {
      const fresh = await board();
      const changed = faceOf(fresh) !== face;
      face = faceOf(fresh);
      const now = monotonic();
      for (const lead of leads) {
        if (!changed && now - lead.heardAt < REPEAT) continue;
        lead.heardAt = now;
        lead.hear(fresh);
      }
    } catch (error) {
      log.warn('board.uncounted', {}, error); // an old board shows its age; a made-up one would not
    } finally {
      counting = false;
    }
  }

  const timer = setInterval(() => void look(), LOOK);
  return () => clearInterval(timer);
}
