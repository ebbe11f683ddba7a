import type { Presence } from '../../shared/domain/presence.ts';
import type { Agent, Queue, WorkItem } from '../../shared/domain/work.ts';
import type { Queryable, Tx } from '../store/db.ts';
import type { Server, Waiting } from './route.ts';

/** Routed at once; the rest waits for the next turn, which follows at once while there are offers to make. */
const AT_ONCE = 200;

export type WaitingItem = { readonly item: WorkItem; readonly declined: Readonly<Record<string, number>> };

/** Locked for this transaction; what another node is just offering is left out. */
export async function claimWaiting(tx: Tx): Promise<WaitingItem[]> {
  const rows = await tx.query<{ json: WorkItem; declined: Record<string, number> }>(
    `SELECT json, declined FROM work_item WHERE state = 'waiting'
     ORDER BY priority DESC, entered_at, id LIMIT ${AT_ONCE} FOR UPDATE SKIP LOCKED`,
  );
  return rows.map(({ json, declined }) => ({ item: json, declined }));
}

export const asWaiting = ({ item, declined }: WaitingItem): Waiting => ({
  id: item.id,
  queueId: item.queueId,
  queueName: item.queueName,
  channel: item.channel,
  priority: item.priority,
  enteredAt: item.enteredAt,
  declined,
});

type Row = {
  agent: Agent;
  presence: Presence;
  ringing: boolean;
  voice: number;
  digital: number;
  last_held: number | string | null;
};

export async function serversOf(db: Queryable): Promise<Server[]> {
  const rows = await db.query<Row>(
    `SELECT a.json AS agent, p.json AS presence,
       EXISTS (SELECT FROM offer o WHERE o.agent_id = a.id AND o.state = 'ringing') AS ringing,
       (SELECT count(*)::int FROM work_item w WHERE w.holder_id = a.id AND w.state = 'held' AND channel = 'voice') AS voice,
       (SELECT count(*)::int FROM work_item w WHERE w.holder_id = a.id AND w.state = 'held' AND channel <> 'voice'
         AND w.json->>'parked' IS NULL) AS digital,
       (SELECT max(w.held_at) FROM work_item w WHERE w.holder_id = a.id) AS last_held
     FROM agent a JOIN presence p ON p.agent_id = a.id WHERE NOT a.disabled ORDER BY a.id`,
  );
  return rows.map(({ agent, presence, ringing, voice, digital, last_held }) => ({
    id: agent.id,
    queueIds: agent.queueIds,
    channels: agent.channels,
    capacity: agent.capacity,
    state: presence.state,
    freeSince: Math.max(presence.since, Number(last_held ?? 0)),
    ringing,
    holdsVoice: voice > 0,
    holds: digital,
  }));
}

export async function queuesById(db: Queryable): Promise<Map<string, Queue>> {
  const rows = await db.query<{ json: Queue }>(`SELECT json FROM queue`);
  return new Map(rows.map(({ json }) => [json.id, json]));
}
