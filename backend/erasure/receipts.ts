// Which desks there are, what each has still to erase, and what it has confirmed.
import type { CommandOf } from '../../shared/contract/commands.ts';
import { type Erasure, MAX_ERASURES } from '../../shared/domain/erasure.ts';
import type { Effect } from '../commands/command.ts';
import type { Queryable } from '../store/db.ts';

type Desk = { readonly agentId: string; readonly deskId: string };
type Row = Omit<Erasure, 'customerId' | 'entryId'> & { customer_id: string; entry_id: string | null };

/** A desk is here. Answers what it has not confirmed, the oldest first: all there ever was, for one that is new. */
export async function erasuresFor(db: Queryable, { agentId, deskId }: Desk, now: number): Promise<Erasure[]> {
  await db.query(
    `INSERT INTO desk_seen (agent_id, desk_id, first_at, seen_at) VALUES ($1, $2, $3, $3)
     ON CONFLICT (agent_id, desk_id) DO UPDATE SET seen_at = excluded.seen_at`,
    [agentId, deskId, now],
  );
  const rows = await db.query<Row>(
    `SELECT e.id, known.id AS customer_id, e.entry_id, e.at, e.reason
     FROM erasure e, unnest(array_append(e.alias_ids, e.customer_id)) AS known (id)
     WHERE NOT EXISTS (SELECT FROM erasure_receipt r
       WHERE r.erasure_id = e.id AND r.agent_id = $1 AND r.desk_id = $2)
     ORDER BY e.place LIMIT ${MAX_ERASURES}`,
    [agentId, deskId],
  );
  return rows.map(({ customer_id, entry_id, ...rest }) => ({ ...rest, customerId: customer_id, entryId: entry_id }));
}

/** A desk says that its files hold nothing of these any more. What it never was asked for is not written down. */
export const confirmErasures: Effect<CommandOf<'erasure.confirm'>['params']> = async (scene, params) => {
  const { tx, agent, now } = scene;
  await tx.query(
    `INSERT INTO erasure_receipt (erasure_id, agent_id, desk_id, at)
     SELECT id, $2, $3, $4 FROM erasure WHERE id = ANY($1) ON CONFLICT DO NOTHING`,
    [params.erasureIds, agent.id, params.deskId, now],
  );
  return { entryId: null };
};

export type Missing = {
  readonly agentId: string;
  readonly agentName: string;
  readonly deskId: string;
  readonly seenAt: number;
  /** They may not sign in any more: their desk's files have to be removed by hand. */
  readonly removed: boolean;
};
export type ErasureStatus = Erasure & {
  readonly by: string | null;
  readonly records: number;
  readonly proof: string;
  readonly confirmed: number;
  /** Desks that have not said yet that nothing is left. */
  readonly missing: readonly Missing[];
};

/** The newest first. */
export async function statusOf(db: Queryable): Promise<ErasureStatus[]> {
  const rows = await db.query<Row & { by_agent: string | null; records: number; proof: string; confirmed: number }>(
    `SELECT id, customer_id, entry_id, at, reason, by_agent, records, proof,
       (SELECT count(*)::int FROM erasure_receipt r WHERE r.erasure_id = e.id) AS confirmed
     FROM erasure e ORDER BY place DESC`,
  );
  const missing = await db.query<Missing & { erasureId: string }>(
    `SELECT e.id AS "erasureId", d.agent_id AS "agentId", a.name AS "agentName", d.desk_id AS "deskId",
       d.seen_at AS "seenAt", a.disabled AS removed
     FROM erasure e CROSS JOIN desk_seen d JOIN agent a ON a.id = d.agent_id
     WHERE NOT EXISTS (SELECT FROM erasure_receipt r
       WHERE r.erasure_id = e.id AND r.agent_id = d.agent_id AND r.desk_id = d.desk_id)
     ORDER BY a.name, d.desk_id`,
  );
  return rows.map(({ customer_id, entry_id, by_agent, ...rest }) => ({
    ...rest,
    customerId: customer_id,
    entryId: entry_id,
    by: by_agent,
    missing: missing.filter(({ erasureId }) => erasureId === rest.id).map(({ erasureId: _erasureId, ...one }) => one),
  }));
}
