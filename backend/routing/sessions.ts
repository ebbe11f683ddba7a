import type { Clock } from '../../shared/lib/clock.ts';
import { byItself } from '../ledger/cause.ts';
import { type Changes, newChanges, type PresenceRow } from '../records/changes.ts';
import { readPresence } from '../records/read.ts';
import type { Db, Tx } from '../store/db.ts';
import { INTAKE_TURN, ROUTING_TURN } from '../records/turns.ts';
import type { Making } from './offers.ts';
import { withdrawRinging } from './withdraw.ts';
import { type Gone, leaving, LOST_GRACE, lostFor, returning } from '../../shared/domain/presence.ts';
import { teamSchema } from '../../shared/domain/team.ts';

type Setting = {
  readonly db: Db;
  readonly clock: Clock;
  readonly id: () => string;
  /** Of this process. */
  readonly nodeId: string;
  readonly changed: () => void;
};

export type Sessions = ReturnType<typeof newSessions>;

/**
 * Presence follows the desk: gone with it and back with it. A call goes on, and an offer rings on until its lease ends,
 * so that a desk which was away for a second may still answer. The store says on which node each agent's desk is, so that
 * a node signs nobody out whose desk is with another one.
 */
export function newSessions({ db, clock, id, nodeId, changed }: Setting) {
  /** Agent to session, of those announced here: to be announced again should other nodes take this one for dead. */
  const here = new Map<string, string>();
  const upSince = clock.now();

  type Coming = { readonly slept: boolean; readonly hereAllAlong: boolean };

  /** `only`: unless that has become untrue while the presence was waited for. */
  async function open(agentId: string, sessionId: string, coming: Coming, only: () => boolean): Promise<void> {
    await db.transaction(async tx => {
      // The session names its agent, so the agent comes before the presence, as for the roster and for commands.
      await tx.query(`SELECT id FROM agent WHERE id = $1 FOR KEY SHARE`, [agentId]);
      const row = await readPresence(tx, agentId, 'lock');
      if (!row || !only() || !(await take(tx, agentId, sessionId, nodeId))) return;
      const now = clock.now();
      const lostMs = coming.hereAllAlong ? 0 : lostFor(row, upSince, now);
      const graceMs = lostMs > 0 ? await graceOf(tx) : LOST_GRACE;
      await putMoved(tx, row, returning(row, now, { slept: coming.slept, lostMs, graceMs }));
    });
    changed();
  }

  return {
    /** `sessionId` begins with its time: of two nodes the newer session has the agent. */
    async opened(agentId: string, sessionId: string = id(), slept = false): Promise<void> {
      here.set(agentId, sessionId);
      await open(agentId, sessionId, { slept, hereAllAlong: false }, () => true);
    },
    async lost(agentId: string, how: Gone['how'] = 'lost'): Promise<void> {
      here.delete(agentId);
      await db.transaction(async tx => {
        const row = await readPresence(tx, agentId, 'lock');
        const mine = await tx.query(`DELETE FROM session WHERE agent_id = $1 AND node_id = $2 RETURNING id`, [
          agentId,
          nodeId,
        ]);
        if (row && mine.length > 0) await putMoved(tx, row, leaving(row, { how, at: clock.now() }));
      });
      changed();
    },
    /** The agent's desk is with another node now, which has written that down. */
    moved: (agentId: string): void => void here.delete(agentId),
    /** Other nodes took this one for dead and it is not: its agents are here. */
    async again(): Promise<void> {
      const coming = { slept: false, hereAllAlong: true };
      for (const [agentId, sessionId] of here)
        await open(agentId, sessionId, coming, () => here.get(agentId) === sessionId);
    },
    /**
     * Signs out who has no desk on any node: a node died, or stopped without a word. What rings for them is `withdraw`n
     * at once, back to its place and not counted as missed; or it rings on until its lease ends. Returns how many.
     */
    async clearGone(ringing: 'withdraw' | 'keep'): Promise<number> {
      const rows = await db.query<{ agent_id: string }>(
        `SELECT agent_id FROM presence p
         WHERE (state IN ('available', 'not-ready', 'acw') OR (state = 'on-contact' AND resume->'gone' IS NULL))
         AND NOT EXISTS (SELECT FROM session s WHERE s.agent_id = p.agent_id) ORDER BY agent_id`,
      );
      for (const { agent_id } of rows)
        await db.transaction(tx => signOut(tx, agent_id, ringing, { now: clock.now(), id }));
      if (rows.length > 0) changed();
      return rows.length;
    },
  };
}

/** Milliseconds, by the team's policy. */
async function graceOf(tx: Tx): Promise<number> {
  const [row] = await tx.query<{ json: unknown }>(`SELECT json FROM team LIMIT 1`);
  return (row && teamSchema.parse(row.json).lostGraceMs) ?? LOST_GRACE;
}

/** False: a newer session of this agent is with another node. */
async function take(tx: Tx, agentId: string, sessionId: string, nodeId: string): Promise<boolean> {
  // Whoever writes lives.
  await tx.query(`INSERT INTO node (id) VALUES ($1) ON CONFLICT (id) DO UPDATE SET beat_at = clock_timestamp()`, [
    nodeId,
  ]);
  const taken = await tx.query(
    `INSERT INTO session (agent_id, id, node_id) VALUES ($1, $2, $3)
     ON CONFLICT (agent_id) DO UPDATE SET id = excluded.id, node_id = excluded.node_id
     WHERE session.node_id = excluded.node_id OR session.id < excluded.id RETURNING id`,
    [agentId, sessionId, nodeId],
  );
  return taken.length > 0;
}

async function putMoved(
  tx: Tx,
  before: PresenceRow,
  after: PresenceRow,
  changes: Changes = newChanges(byItself('session')),
) {
  if (after !== before) changes.presence(after);
  await changes.flush(tx);
}

/** Whether there is a session is asked once more under the lock of the presence, which opening one takes too. */
async function signOut(tx: Tx, agentId: string, ringing: 'withdraw' | 'keep', { now, id }: Making): Promise<void> {
  const changes = newChanges(byItself('node gone'));
  if (ringing === 'withdraw') {
    for (const turn of [INTAKE_TURN, ROUTING_TURN]) await tx.query(turn);
    await withdrawRinging({ tx, changes, now, id }, agentId, 'connection lost');
  }
  const row = await readPresence(tx, agentId, 'lock');
  const sessions = await tx.query(`SELECT id FROM session WHERE agent_id = $1`, [agentId]);
  if (row && sessions.length === 0) await putMoved(tx, row, leaving(row, { how: 'lost', at: now }), changes);
}
