// A customer of very many entries: those go first, some thousand in each transaction, so that nobody waits for all of them.
// Each part takes its entries from everywhere, the log and the ways out among them; the last one is the erasure itself.
import { INTAKE_TURN } from '../records/turns.ts';
import type { Db, Queryable, Tx } from '../store/db.ts';
import type { Asked } from './asked.ts';
import { hashesOf, keepHashes, type SourceKey } from './keys.ts';
import { idsOf } from './whose.ts';
import { eraseEntryWords, eraseFiles, eraseOutgoing } from './rows.ts';

/** Entries, and rows of the log, of one transaction. Few enough that an offer does not wait for it. */
export const PART = 2_000;

/** Whether they have more entries than one transaction takes. */
export async function isMany(
  db: Queryable,
  { customerId, entryId }: Pick<Asked, 'customerId' | 'entryId'>,
  part = PART,
) {
  if (entryId !== null) return false;
  const { ids } = await idsOf(db, customerId);
  const rows = await db.query(`SELECT 1 FROM entry WHERE customer_id = ANY($1) LIMIT $2::int`, [ids, part + 1]);
  return rows.length > part;
}

/** From here on it is done, whoever dies meanwhile: the next start, or another node, goes on. */
export async function openErasure(tx: Tx, asked: Asked): Promise<void> {
  await tx.query(`INSERT INTO erasure_open (id, asked) VALUES ($1, $2::json) ON CONFLICT DO NOTHING`, [
    asked.id,
    JSON.stringify(asked),
  ]);
}

export async function openErasures(db: Queryable): Promise<Asked[]> {
  return (await db.query<{ asked: Asked }>('SELECT asked FROM erasure_open ORDER BY id')).map(({ asked }) => asked);
}

/** All parts but the last. Twice, or by two nodes at once, changes nothing. */
export async function eraseParts(db: Db, asked: Asked, part = PART): Promise<void> {
  for (const piece of [entriesOf, logOf]) while (await db.transaction(tx => piece(tx, asked, part))) continue;
}

/** False: no more than one part is left. A call that goes on is worked by its entry, and is left for the last. */
async function entriesOf(tx: Tx, asked: Asked, part: number): Promise<boolean> {
  await tx.query(INTAKE_TURN);
  const { ids } = await idsOf(tx, asked.customerId);
  const rows = await tx.query<{ id: string }>(
    `SELECT id FROM entry WHERE customer_id = ANY($1)
       AND NOT (kind = 'call' AND json->'call'->>'state' IN ('waiting', 'live'))
     ORDER BY at, id LIMIT $2::int FOR UPDATE`,
    [ids, part],
  );
  if (rows.length < part) return false;
  const gone = rows.map(({ id }) => id);
  await eraseFiles(tx, gone, []);
  await eraseOutgoing(tx, gone);
  await eraseEntryWords(tx, gone);
  const mentions = await tx.query<{ id: string }>(`DELETE FROM mention WHERE json->>'entryId' = ANY($1) RETURNING id`, [
    gone,
  ]);
  await tx.query(`UPDATE thread_key SET entry_id = NULL WHERE customer_id = ANY($1) AND entry_id = ANY($2)`, [
    ids,
    gone,
  ]);
  const keys = await tx.query<SourceKey>(
    `DELETE FROM intake_key WHERE customer_id = ANY($1) AND record_id = ANY($2)
     RETURNING source, external_id AS "externalId"`,
    [ids, gone],
  );
  await keepHashes(tx, asked.id, await hashesOf(tx, keys));
  await tx.query(`DELETE FROM entry WHERE id = ANY($1)`, [gone]);
  await tx.query(`INSERT INTO erasure_part (erasure_id, records) SELECT id, $2 FROM erasure_open WHERE id = $1`, [
    asked.id,
    [...gone, ...mentions.map(({ id }) => id)],
  ]);
  return true;
}

/** What the log says of entries that are not there any more. */
async function logOf(tx: Tx, asked: Asked, part: number): Promise<boolean> {
  const { ids } = await idsOf(tx, asked.customerId);
  const rows = await tx.query(
    `UPDATE feed_log SET audience = 'nobody', audience_id = '', kind = 'erased', body = '{}', bytes = 2
     WHERE ctid = ANY(ARRAY(
       SELECT ctid FROM feed_log l WHERE audience = 'customer' AND audience_id = ANY($1) AND kind = 'entry.changed'
         AND NOT EXISTS (SELECT FROM entry e WHERE e.id = l.body->'entry'->>'id') LIMIT $2::int))
     RETURNING seq`,
    [ids, part],
  );
  return rows.length === part;
}

/** With the last part: the ids and hashes of all that went before it. */
export async function closeErasure(tx: Tx, id: string): Promise<{ records: string[]; hashes: string[] }> {
  const parts = await tx.query<{ records: string[] }>('SELECT records FROM erasure_part WHERE erasure_id = $1', [id]);
  const hashes = await tx.query<{ hash: string }>('SELECT hash FROM erased_key WHERE erasure_id = $1', [id]);
  await tx.query('DELETE FROM erasure_open WHERE id = $1', [id]);
  return { records: parts.flatMap(({ records }) => records), hashes: hashes.map(({ hash }) => hash) };
}
