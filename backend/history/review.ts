// Taking back what an agent may no longer see.
import type { Agent, Queue } from '../../shared/domain/work.ts';
import { writeNotes } from '../audit/note.ts';
import { revokeCustomers } from '../feed/log.ts';
import { INTAKE_TURN } from '../records/turns.ts';
import type { Db, Queryable, Tx } from '../store/db.ts';
import { reasonsOf } from './reasons.ts';
import { maySee, type Scope, scopeOf } from './rights.ts';

/** Null: the agent was removed, or never was. */
export async function scopeOfAgent(db: Queryable, agentId: string): Promise<Scope | null> {
  const [row] = await db.query<{ json: Agent }>(`SELECT json FROM agent WHERE id = $1 AND NOT disabled`, [agentId]);
  if (!row) return null;
  const queues = await db.query<{ json: Queue }>(`SELECT json FROM queue`);
  return scopeOf(
    row.json,
    queues.map(({ json }) => json),
  );
}

/**
 * Takes back every customer for whom no reason counts any more; the agent's desk forgets them. In INTAKE_TURN, so that
 * no work enters a queue between the reasons and the taking back; what is being given to the agent otherwise is waited
 * for by their row (give.ts). Returns how many.
 */
export async function reviewRights(tx: Tx, agentId: string, now: number): Promise<number> {
  await tx.query(`SELECT id FROM agent WHERE id = $1 FOR NO KEY UPDATE`, [agentId]);
  const scope = await scopeOfAgent(tx, agentId);
  const reasons = await reasonsOf(tx, agentId, now);
  const gone = [...reasons].filter(([, why]) => !maySee(scope, why, now)).map(([customerId]) => customerId);
  await revokeCustomers(tx, agentId, gone);
  const note = { kind: 'rights.taken', what: 'no reason left', aboutAgent: agentId, outcome: 'done' } as const;
  if (gone.length > 0) await writeNotes(tx, [{ note, count: gone.length, sinceMs: 0, untilMs: 0 }]);
  return gone.length;
}

/** The same for all agents, one after the other; the intake goes on in between. Returns how many. */
export async function reviewEverybody(db: Db, now: () => number): Promise<number> {
  const agents = await db.query<{ agent_id: string }>(`SELECT DISTINCT agent_id FROM feed_grant ORDER BY agent_id`);
  let gone = 0;
  for (const { agent_id } of agents)
    gone += await db.transaction(async tx => {
      await tx.query(INTAKE_TURN);
      return reviewRights(tx, agent_id, now());
    });
  return gone;
}
