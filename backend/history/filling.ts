// Working sets are granted behind the sign-in, not in its way, and again while the database refuses them.
import { logger } from '../../shared/lib/log.ts';
import type { Db } from '../store/db.ts';
import { untilTaken } from '../store/until-taken.ts';
import { refreshWorkingSet } from './working-set.ts';

const log = logger('working-set');

/** Milliseconds before each further attempt; the last one repeats. Nobody waits for it: work brings its history with it. */
const WAITS = [500, 1_000, 2_000, 5_000, 15_000] as const;

type Setting = {
  readonly db: Db;
  readonly now: () => number;
  /** Called when something was granted or taken back. */
  readonly changed: () => void;
  /** Resolves after so many milliseconds, and at once when `over` is aborted. Left out: by the process's timers. */
  readonly wait?: (ms: number, over: AbortSignal) => Promise<void>;
};

export type Filling = {
  /** Grants the agent's working set, instead of what was still tried for an earlier session of theirs; returns at once. */
  begin(agentId: string): void;
  /** The agent's session is over: the step under way is the last one, and what the database refuses is not tried again. */
  end(agentId: string): void;
  /** Until every set is granted or given up. */
  settle(): Promise<void>;
  /** Ends all; resolves when nothing is under way. */
  stop(): Promise<void>;
};

export function newFilling({ db, now, changed, wait = pause }: Setting): Filling {
  const trying = new Map<string, AbortController>();
  const under = new Set<Promise<void>>();

  async function fill(agentId: string, over: AbortSignal): Promise<void> {
    const isOver = (): boolean => over.aborted;
    const customers = await untilTaken(() => (isOver() ? none() : refreshWorkingSet(db, agentId, now(), isOver)), {
      isOver,
      refused: error => log.warn('working-set.waits', { agentId }, error),
      wait: attempt => wait(WAITS[Math.min(attempt, WAITS.length - 1)]!, over),
    });
    if (customers > 0) changed();
  }

  function end(agentId: string): void {
    trying.get(agentId)?.abort();
    trying.delete(agentId);
  }

  return {
    begin(agentId) {
      end(agentId);
      const own = new AbortController();
      trying.set(agentId, own);
      const one: Promise<void> = fill(agentId, own.signal)
        .catch((error: unknown) => {
          if (own.signal.aborted) log.info('working-set.left', { agentId });
          else log.error('working-set.failed', { agentId }, error);
        })
        .finally(() => {
          under.delete(one);
          if (trying.get(agentId) === own) trying.delete(agentId);
        });
      under.add(one);
    },
    end,
    settle: async () => void (await Promise.all(under)),
    async stop() {
      for (const agentId of trying.keys()) end(agentId);
      await Promise.all(under);
    },
  };
}

const none = async (): Promise<number> => 0;

function pause(ms: number, over: AbortSignal): Promise<void> {
  if (over.aborted) return Promise.resolve();
  return new Promise(done => {
    const timer = setTimeout(finish, ms);
    over.addEventListener('abort', finish, { once: true });
    function finish(): void {
      clearTimeout(timer);
      over.removeEventListener('abort', finish);
      done();
    }
  });
}
