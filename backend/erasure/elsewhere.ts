// Where else an erased customer stands: in the feed's log, and in the records of others who share an address.
import type { Customer } from '../../shared/domain/customer.ts';
import { append } from '../feed/log.ts';
import type { Tx } from '../store/db.ts';

/** Told to one agent, or of another customer: only these may name somebody. */
const NAMING = ['work.changed', 'offer.changed', 'mention.changed', 'customer.changed', 'entry.changed'];

const SILENT = `SET audience = 'nobody', audience_id = '', kind = 'erased', body = '{}', bytes = 2`;
const likeId = (id: string): string => `%"${id.replace(/[\\%_]/g, '\\$&')}"%`;

/**
 * Rows of the log stay where they are, because a cursor may name them; they are addressed to nobody and say nothing. The
 * marker of a grant holds an id alone, and is made good when it is delivered.
 */
export async function blankLogOf(tx: Tx, customers: readonly string[]): Promise<void> {
  await tx.query(
    `UPDATE feed_log ${SILENT}
     WHERE (audience = 'customer' AND audience_id = ANY($1)) OR (kind = ANY($3) AND body::text LIKE ANY($2))`,
    [[...customers], customers.map(likeId), NAMING],
  );
}

/** Only what is of the entry itself: others may answer it. */
export async function blankEntryInLog(tx: Tx, entryId: string): Promise<void> {
  await tx.query(
    `UPDATE feed_log ${SILENT} WHERE body::text LIKE $2 AND CASE kind
       WHEN 'entry.changed' THEN body->'entry'->>'id' = $1
       WHEN 'mention.changed' THEN body->'mention'->>'entryId' = $1 ELSE false END`,
    [entryId, likeId(entryId)],
  );
}

/** Who shares an address with them is shown them as one whom it could be. */
export async function forgetCandidates(tx: Tx, ids: readonly string[]): Promise<void> {
  const rows = await tx.query<{ json: Customer }>(
    `SELECT json FROM customer WHERE erased_at IS NULL AND joined_into IS NULL AND json::text LIKE ANY($1) FOR UPDATE`,
    [ids.map(likeId)],
  );
  for (const { json } of rows) {
    const candidates = json.candidates.filter(({ customerId }) => !ids.includes(customerId));
    const customer = { ...json, candidates, version: json.version + 1 };
    await tx.query(`UPDATE customer SET json = $2::json WHERE id = $1`, [json.id, JSON.stringify(customer)]);
    await append(tx, [{ to: { customer: json.id }, event: { kind: 'customer.changed', customer } }]);
  }
}
