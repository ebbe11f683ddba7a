// Which session of each agent counts: the newest. Says when an agent has come and gone, one after the other.

import { logger } from '../../shared/lib/log.ts';

const log = logger('session');

/** Milliseconds between attempts to write down that an agent has gone; else they would be offered work for ever. */
const AGAIN = 1_000;

export type Roster<S> = {
  /** Takes the agent's place and gives back who had it. `failed` hears when the coming could not be written down. */
  take(agentId: string, session: S, failed: (error: unknown) => void): S | null;
  /** Has no effect for a session that was replaced. */
  leave(agentId: string, session: S): void;
  /** Gives the place up to another node, where the agent still is: nobody is told that they have gone. */
  handOver(agentId: string, session: S): void;
  of(agentId: string): S | null;
  all(): readonly S[];
  /** Resolves when everything announced has been written down, or has failed once; nothing may come after. */
  settled(): Promise<void>;
};
type Announce<S> = {
  opened(agentId: string, session: S): Promise<void>;
  /** `session`: the one that ended. */
  lost(agentId: string, session: S): Promise<void>;
  moved(agentId: string): void;
};

export function roster<S>({ opened, lost, moved }: Announce<S>): Roster<S> {
  const current = new Map<string, S>();
  const queues = new Map<string, Promise<void>>();
  let closed = false;

  /** A quick leave and return must not be written down in the other order. */
  function inTurn(agentId: string, task: () => Promise<void>): Promise<void> {
    const done = (queues.get(agentId) ?? Promise.resolve()).then(task);
    const quiet = done.catch(() => undefined); // whoever asked hears it; the next in turn does not care
    queues.set(agentId, quiet);
    void quiet.then(() => queues.get(agentId) === quiet && queues.delete(agentId));
    return done;
  }

  async function gone(agentId: string, session: S): Promise<void> {
    for (let attempt = 1; !current.has(agentId) && !closed; attempt++) {
      try {
        return await lost(agentId, session);
      } catch (error) {
        log.warn('leaving.unwritten', { agentId, attempt }, error);
        await new Promise(done => setTimeout(done, AGAIN));
      }
    }
  }

  return {
    take(agentId, session, failed) {
      const older = current.get(agentId) ?? null;
      current.set(agentId, session);
      inTurn(agentId, () => opened(agentId, session)).catch(failed);
      return older;
    },
    leave(agentId, session) {
      if (current.get(agentId) !== session) return;
      current.delete(agentId);
      void inTurn(agentId, () => gone(agentId, session));
    },
    handOver(agentId, session) {
      if (current.get(agentId) !== session) return;
      current.delete(agentId);
      moved(agentId);
    },
    of: agentId => current.get(agentId) ?? null,
    all: () => [...current.values()],
    async settled() {
      closed = true;
      await Promise.all(queues.values());
    },
  };
}
