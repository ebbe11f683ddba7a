// The rows of a customer, table by table: deleted, or, where the ledger or work in hand still names them, left empty.
import type { Case, Interaction } from '../../shared/domain/case.ts';
import type { Customer } from '../../shared/domain/customer.ts';
import type { Entry } from '../../shared/domain/entry.ts';
import {
  erasedCall,
  erasedCase,
  erasedCustomer,
  erasedInteraction,
  erasedOffer,
  erasedWork,
  isLiveCall,
} from '../../shared/domain/erasure.ts';
import type { Offer } from '../../shared/domain/offer.ts';
import type { WorkItem } from '../../shared/domain/work.ts';
import type { Tx } from '../store/db.ts';
import type { SourceKey } from './keys.ts';

/** Ids of what was erased, for its proof, and the names under which its sources would send it again. */
export type Gone = { readonly records: readonly string[]; readonly keys: readonly SourceKey[] };

type Id = { id: string };
const idsOf = (rows: readonly Id[]): string[] => rows.map(({ id }) => id);

/** All of these customers, who are one. A call that goes on keeps its entry, empty, and the name its end will come under. */
export async function eraseRows(tx: Tx, customers: readonly string[], at: number): Promise<Gone> {
  const ids = [...customers];
  const entries = await tx.query<{ json: Entry }>(`SELECT json FROM entry WHERE customer_id = ANY($1) FOR UPDATE`, [
    ids,
  ]);
  const live = entries.map(({ json }) => json).filter(isLiveCall);
  const kept = live.map(({ id }) => id);
  const gone = entries.map(({ json }) => json.id).filter(id => !kept.includes(id));
  await eraseFiles(tx, [...gone, ...kept], ids);
  await eraseOutgoing(tx, gone);
  const mentions = await tx.query<Id>(`DELETE FROM mention WHERE json->>'customerId' = ANY($1) RETURNING id`, [ids]);
  await eraseNames(tx, ids);
  await eraseWords(tx, ids, [...gone, ...kept]);
  const keys = await tx.query<SourceKey>(
    `DELETE FROM intake_key WHERE customer_id = ANY($1) AND NOT record_id = ANY($2)
     RETURNING source, external_id AS "externalId"`,
    [ids, kept],
  );
  await tx.query(`DELETE FROM entry WHERE id = ANY($1)`, [gone]);
  for (const call of live) await put(tx, 'entry', call.id, erasedCall(call));
  const rest = await emptied(tx, ids, at);
  // Why a command was refused may name what only its customer's words held.
  await tx.query(
    `UPDATE command SET result = json_build_object('ok', false, 'code', result->>'code', 'reason', 'erased')
     WHERE result->>'ok' = 'false' AND result->>'reason' <> 'erased'`,
  );
  return { records: [...ids, ...gone, ...kept, ...idsOf(mentions), ...rest], keys };
}

const put = (
  tx: Tx,
  table: 'entry' | 'customer' | '"case"' | 'interaction' | 'work_item' | 'offer',
  id: string,
  json: object,
) => tx.query(`UPDATE ${table} SET json = $2::json WHERE id = $1`, [id, JSON.stringify(json)]);

/** Those that a desk has brought for a reply that was never sent included. */
export async function eraseFiles(tx: Tx, entryIds: readonly string[], customers: readonly string[]): Promise<void> {
  const files = await tx.query<Id>(
    `SELECT id FROM attachment WHERE entry_id = ANY($1)
     UNION SELECT attachment_id AS id FROM upload WHERE customer_id = ANY($2)`,
    [[...entryIds], [...customers]],
  );
  await tx.query(`DELETE FROM attachment_part WHERE attachment_id = ANY($1)`, [idsOf(files)]);
  await tx.query(`DELETE FROM upload WHERE attachment_id = ANY($1)`, [idsOf(files)]);
  await tx.query(`DELETE FROM attachment WHERE id = ANY($1)`, [idsOf(files)]);
}

/** What waits to go out to them, or to be shown of them, does not go any more. */
export async function eraseOutgoing(tx: Tx, entryIds: readonly string[]): Promise<void> {
  await tx.query(`DELETE FROM outgoing WHERE entry_id = ANY($1) OR act->'of'->>'entryId' = ANY($1)`, [[...entryIds]]);
  await tx.query(`DELETE FROM call_ask WHERE entry_id = ANY($1)`, [[...entryIds]]);
}

export const eraseEntryWords = (tx: Tx, entryIds: readonly string[]) =>
  tx.query(`DELETE FROM entry_words WHERE entry_id = ANY($1)`, [[...entryIds]]);

/** By which they would be found, and in whose archives. */
async function eraseWords(tx: Tx, ids: string[], entryIds: string[]): Promise<void> {
  await tx.query(`DELETE FROM words_due WHERE id = ANY($1) OR id = ANY($2)`, [ids, entryIds]);
  await tx.query(`DELETE FROM customer_words WHERE customer_id = ANY($1)`, [ids]);
  await eraseEntryWords(tx, entryIds);
  await tx.query(`DELETE FROM import_customer WHERE customer_id = ANY($1)`, [ids]);
}

/** Addresses, and the names by which conversations and codes are found again. One that others have too stays theirs. */
async function eraseNames(tx: Tx, ids: string[]): Promise<void> {
  await tx.query(`DELETE FROM thread_key WHERE customer_id = ANY($1)`, [ids]);
  const linked = await tx.query<Id & { address: string }>(
    `SELECT id, kind || E'\\n' || address AS address FROM identity
     WHERE stranger_id = ANY($1) OR id IN (SELECT identity_id FROM identity_link WHERE customer_id = ANY($1))`,
    [ids],
  );
  await tx.query(`DELETE FROM identity_link WHERE customer_id = ANY($1)`, [ids]);
  await tx.query(`UPDATE identity SET stranger_id = NULL WHERE stranger_id = ANY($1)`, [ids]);
  const free = await tx.query<{ address: string }>(
    `DELETE FROM identity i WHERE id = ANY($1) AND stranger_id IS NULL
       AND NOT EXISTS (SELECT FROM identity_link l WHERE l.identity_id = i.id)
     RETURNING kind || E'\\n' || address AS address`,
    [idsOf(linked)],
  );
  await tx.query(`DELETE FROM code_brought WHERE address = ANY($1)`, [free.map(({ address }) => address)]);
  await tx.query(`DELETE FROM case_code WHERE case_id IN (SELECT id FROM "case" WHERE customer_id = ANY($1))`, [ids]);
}

/** What the ledger's rows are about stays, and holds no word; the cases and conversations of nothing go. */
async function emptied(tx: Tx, ids: string[], at: number): Promise<string[]> {
  const work = await tx.query<{ json: WorkItem }>(`SELECT json FROM work_item WHERE customer_id = ANY($1) FOR UPDATE`, [
    ids,
  ]);
  const offers = await tx.query<{ json: Offer }>(`SELECT json FROM offer WHERE work_item_id = ANY($1) FOR UPDATE`, [
    work.map(({ json }) => json.id),
  ]);
  for (const { json } of work) await put(tx, 'work_item', json.id, erasedWork(json));
  for (const { json } of offers) await put(tx, 'offer', json.id, erasedOffer(json));
  const said = await tx.query<Id>(
    `DELETE FROM interaction i WHERE customer_id = ANY($1)
       AND NOT EXISTS (SELECT FROM work_item w WHERE w.interaction_id = i.id) RETURNING id`,
    [ids],
  );
  const cases = await tx.query<Id>(
    `DELETE FROM "case" c WHERE customer_id = ANY($1)
       AND NOT EXISTS (SELECT FROM interaction i WHERE i.case_id = c.id) RETURNING id`,
    [ids],
  );
  const saidStill = await tx.query<{ json: Interaction }>(`SELECT json FROM interaction WHERE customer_id = ANY($1)`, [
    ids,
  ]);
  for (const { json } of saidStill) await put(tx, 'interaction', json.id, erasedInteraction(json));
  const casesStill = await tx.query<{ json: Case }>(`SELECT json FROM "case" WHERE customer_id = ANY($1)`, [ids]);
  for (const { json } of casesStill) await put(tx, '"case"', json.id, erasedCase(json));
  const people = await tx.query<{ json: Customer }>(`SELECT json FROM customer WHERE id = ANY($1)`, [ids]);
  for (const { json } of people) await put(tx, 'customer', json.id, erasedCustomer(json, at));
  await tx.query(`UPDATE customer SET erased_at = $2, known = false WHERE id = ANY($1)`, [ids, at]);
  const all = [...work, ...offers, ...saidStill, ...casesStill].map(({ json }) => json.id);
  return [...all, ...idsOf(said), ...idsOf(cases)];
}

/** One entry and what hangs on it. */
export async function eraseEntryRows(tx: Tx, entryId: string): Promise<Gone> {
  await eraseFiles(tx, [entryId], []);
  await eraseOutgoing(tx, [entryId]);
  await eraseEntryWords(tx, [entryId]);
  const mentions = await tx.query<Id>(`DELETE FROM mention WHERE json->>'entryId' = $1 RETURNING id`, [entryId]);
  await tx.query(`UPDATE thread_key SET entry_id = NULL WHERE entry_id = $1`, [entryId]);
  const keys = await tx.query<SourceKey>(
    `DELETE FROM intake_key WHERE record_id = $1 RETURNING source, external_id AS "externalId"`,
    [entryId],
  );
  await tx.query(`DELETE FROM entry WHERE id = $1`, [entryId]);
  return { records: [entryId, ...idsOf(mentions)], keys };
}
