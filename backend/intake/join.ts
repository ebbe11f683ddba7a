import type { Offer } from '../../shared/domain/offer.ts';
import type { WorkItem } from '../../shared/domain/work.ts';
import type { Tx } from '../store/db.ts';
import { byItself } from '../ledger/cause.ts';
import { newChanges } from '../records/changes.ts';
import type { Join } from './master.ts';

const TABLES = ['"case"', 'interaction', 'entry', 'work_item'] as const;

/**
 * A master record owns, alone, the address that an unknown customer stood for: all of that customer's history becomes
 * the known one's. Records keep their ids and get a new version. Desks that had the unknown customer are granted the
 * known one, history included, and then lose the unknown one.
 */
export async function joinHistory(tx: Tx, { from, to }: Join, name: string): Promise<void> {
  for (const table of TABLES) {
    await tx.query(
      `UPDATE ${table} SET customer_id = $2, json = (json::jsonb || jsonb_build_object(
         'customerId', $2::text, 'version', (json->>'version')::int + 1))::json WHERE customer_id = $1`,
      [from, to],
    );
  }
  await moveNames(tx, from, to);
  await tx.query(`UPDATE identity SET stranger_id = NULL WHERE stranger_id = $1`, [from]);
  await tx.query(`DELETE FROM identity_link WHERE customer_id = $1`, [from]);
  await tx.query(`UPDATE customer SET joined_into = $2 WHERE id = $1`, [from, to]);
  await tellDesks(tx, from, to, name);
}

async function moveNames(tx: Tx, from: string, to: string): Promise<void> {
  await tx.query(
    `UPDATE thread_key AS t SET customer_id = $2 WHERE customer_id = $1 AND NOT EXISTS (
       SELECT FROM thread_key o WHERE o.customer_id = $2 AND o.key = t.key AND o.channel = t.channel
       AND o.audience = t.audience)`,
    [from, to],
  );
  await tx.query(`DELETE FROM thread_key WHERE customer_id = $1`, [from]);
  await moveRights(tx, from, to);
  await tx.query(`UPDATE intake_key SET customer_id = $2 WHERE customer_id = $1`, [from, to]);
}

/** Whom somebody was given, or asked for, and whose archive it is: the known customer from now on. */
async function moveRights(tx: Tx, from: string, to: string): Promise<void> {
  await tx.query(
    `INSERT INTO customer_grant (agent_id, customer_id, why, until)
     SELECT agent_id, $2, why, until FROM customer_grant WHERE customer_id = $1
     ON CONFLICT (agent_id, customer_id, why) DO UPDATE SET until = greatest(customer_grant.until, excluded.until)`,
    [from, to],
  );
  await tx.query(`DELETE FROM customer_grant WHERE customer_id = $1`, [from]);
  await tx.query(
    `INSERT INTO import_customer SELECT import_id, $2 FROM import_customer WHERE customer_id = $1 ON CONFLICT DO NOTHING`,
    [from, to],
  );
  await tx.query(`DELETE FROM import_customer WHERE customer_id = $1`, [from]);
  await tx.query(`DELETE FROM customer_words WHERE customer_id = $1`, [from]);
}

async function tellDesks(tx: Tx, from: string, to: string, customerName: string): Promise<void> {
  const work = await tx.query<{ json: WorkItem }>(
    `SELECT json FROM work_item WHERE customer_id = $1 AND state IN ('waiting', 'offered', 'held') FOR UPDATE`,
    [to],
  );
  const agents = await tx.query<{ agent_id: string }>(`SELECT agent_id FROM feed_grant WHERE customer_id = $1`, [from]);
  const offers = await tx.query<{ json: Offer }>(
    `SELECT json FROM offer WHERE state = 'ringing' AND work_item_id = ANY($1) FOR UPDATE`,
    [work.map(row => row.json.id)],
  );
  const changes = newChanges(byItself('customers joined'));
  changes.grant(
    agents.map(row => row.agent_id),
    to,
  );
  for (const { json } of work) changes.workItem({ ...json, customerName });
  for (const { json } of offers) changes.offer({ ...json, customerId: to, customerName, version: json.version + 1 });
  changes.tell(`revoked ${from}`, { to: { customer: from }, event: { kind: 'customer.revoked', customerId: from } });
  await changes.flush(tx);
}
