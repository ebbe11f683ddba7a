import { grantCustomer } from '../feed/log.ts';
import type { Tx } from '../store/db.ts';

export type Given = {
  readonly agentId: string;
  readonly customerId: string;
  /** For whom looks into it later, e.g. `looked at`. */
  readonly why: string;
  /** Milliseconds since the epoch. */
  readonly until: number;
};

/** Lets an agent see a customer of whom no record gives a reason, until then. Again for the same `why`: the later end. */
export async function giveCustomer(tx: Tx, { agentId, customerId, why, until }: Given): Promise<void> {
  await tx.query(
    `INSERT INTO customer_grant (agent_id, customer_id, why, until) VALUES ($1, $2, $3, $4::bigint)
     ON CONFLICT (agent_id, customer_id, why) DO UPDATE SET until = greatest(customer_grant.until, excluded.until)`,
    [agentId, customerId, why, until],
  );
  await grantCustomer(tx, [agentId], customerId);
}
