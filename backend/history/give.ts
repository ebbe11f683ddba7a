import { once, writeNotes } from '../audit/note.ts';
import { grantCustomer } from '../feed/log.ts';
import type { Tx } from '../store/db.ts';

export type Given = {
  readonly agentId: string;
  readonly customerId: string;
  /** For whom looks into it later, e.g. `looked at`. */
  readonly why: string;
  /** Milliseconds since the epoch. */
  readonly until: number;
  /** The agent by whose command it is given; null: the backend by itself. */
  readonly by?: string | null;
};

/**
 * Lets an agent see a customer of whom no record gives a reason, until then. Again for the same `why`: the later end.
 * Whatever turn the caller has taken: the agent's row is shared until the transaction ends, and who reviews their rights
 * holds it alone, so that a review sees either this gift or nothing of it. Nothing is given to who was removed.
 */
export async function giveCustomer(tx: Tx, { agentId, customerId, why, until, by = null }: Given): Promise<void> {
  const here = await tx.query(`SELECT id FROM agent WHERE id = $1 AND NOT disabled FOR SHARE`, [agentId]);
  if (here.length === 0) return;
  await tx.query(
    `INSERT INTO customer_grant (agent_id, customer_id, why, until) VALUES ($1, $2, $3, $4::bigint)
     ON CONFLICT (agent_id, customer_id, why) DO UPDATE SET until = greatest(customer_grant.until, excluded.until)`,
    [agentId, customerId, why, until],
  );
  await grantCustomer(tx, [agentId], customerId);
  const note = { kind: 'rights.given', agentId: by, what: why, about: customerId, aboutAgent: agentId } as const;
  await writeNotes(tx, [once({ ...note, outcome: 'done' })]);
}
