// Who is there to hand work to, as every desk may know it: colleagues and queues, and no customer.
import type { Presence } from '../../shared/domain/presence.ts';
import type { Roster } from '../../shared/domain/roster.ts';
import type { Agent, Queue } from '../../shared/domain/work.ts';
import { serversOf } from '../routing/gather.ts';
import { isFree, type Server } from '../routing/route.ts';
import type { Queryable } from '../store/db.ts';

export type RosterFacts = {
  readonly now: number;
  readonly agents: readonly { readonly agent: Agent; readonly presence: Presence }[];
  readonly servers: readonly Server[];
  readonly queues: readonly Queue[];
  /** Of each queue in which somebody waits. */
  readonly waiting: ReadonlyMap<string, number>;
};

export async function readRoster(db: Queryable, now: number): Promise<Roster> {
  const agents = await db.query<{ agent: Agent; presence: Presence }>(
    `SELECT a.json AS agent, p.json AS presence FROM agent a JOIN presence p ON p.agent_id = a.id
     WHERE NOT a.disabled ORDER BY a.name, a.id`,
  );
  const queues = await db.query<{ json: Queue }>(`SELECT json FROM queue ORDER BY place`);
  const waiting = await db.query<{ id: string; count: number }>(
    `SELECT queue_id AS id, count(*)::int AS count FROM work_item WHERE state IN ('waiting', 'offered') GROUP BY queue_id`,
  );
  return rosterFrom({
    now,
    agents,
    servers: await serversOf(db),
    queues: queues.map(({ json }) => json),
    waiting: new Map(waiting.map(({ id, count }) => [id, count])),
  });
}

export function rosterFrom({ now, agents, servers, queues, waiting }: RosterFacts): Roster {
  const free = new Set(servers.filter(server => isFree('email', server)).map(({ id }) => id));
  return {
    madeAt: now,
    colleagues: agents.map(({ agent, presence }) => ({
      agentId: agent.id,
      name: agent.name,
      role: agent.role,
      queueIds: agent.queueIds,
      channels: agent.channels,
      skills: (agent.skills ?? []).map(({ name }) => name),
      state: presence.state,
      since: presence.since,
      free: free.has(agent.id),
    })),
    queues: queues.map(({ id, name, channels, seniorSkill }) => ({
      id,
      name,
      channels,
      waiting: waiting.get(id) ?? 0,
      seniorSkill: seniorSkill ?? null,
    })),
  };
}
