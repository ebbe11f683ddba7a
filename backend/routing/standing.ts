import type { Agent } from '../../shared/domain/work.ts';
import type { Standing } from '../services.ts';
import type { Queryable } from '../store/db.ts';

/** Of those agents who may be signed in; `elsewhere` is the session that another node has of them. */
export async function standingsOf(
  db: Queryable,
  agentIds: readonly string[],
  nodeId: string,
): Promise<Map<string, Standing>> {
  const rows = await db.query<{ json: Agent; elsewhere: string | null }>(
    `SELECT a.json, CASE WHEN s.node_id <> $2 THEN s.id END AS elsewhere
     FROM agent a LEFT JOIN session s ON s.agent_id = a.id WHERE a.id = ANY($1) AND NOT a.disabled`,
    [[...agentIds], nodeId],
  );
  return new Map(rows.map(({ json, elsewhere }) => [json.id, { role: json.role, elsewhere }]));
}
