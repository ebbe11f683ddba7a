// One erasure, in one transaction (of very many entries the last of several, see parts.ts): rows go, what must stay says nothing, the log forgets, and every desk is told.
import { createHash } from 'node:crypto';
import type { Erasure } from '../../shared/domain/erasure.ts';
import { once, writeNotes } from '../audit/note.ts';
import { append } from '../feed/log.ts';
import type { Queryable, Tx } from '../store/db.ts';
import type { Asked } from './asked.ts';
import { blankEntryInLog, blankLogOf, forgetCandidates } from './elsewhere.ts';
import { hashesOf, keepHashes } from './keys.ts';
import { closeErasure } from './parts.ts';
import { eraseEntryRows, eraseRows } from './rows.ts';
import { tellWhatStays } from './stays.ts';
import { idsOf } from './whose.ts';

export type Done = Erasure & { readonly records: number; readonly proof: string; readonly hashes: readonly string[] };

/**
 * Erases a customer, or one entry. In INTAKE_TURN and ROUTING_TURN. The same id again changes nothing more, and answers
 * with what was done. What is not there (any more) is noted all the same: a backup may bring it back.
 */
export async function erase(tx: Tx, asked: Asked): Promise<Done> {
  const before = await doneBefore(tx, asked.id);
  if (before) {
    await closeErasure(tx, asked.id);
    return before;
  }
  const { id: customerId, ids } = await idsOf(tx, asked.customerId);
  const gone = asked.entryId === null ? await eraseRows(tx, ids, asked.at) : await eraseEntryRows(tx, asked.entryId);
  const parts = await closeErasure(tx, asked.id);
  const hashes = [...new Set([...(asked.hashes ?? []), ...parts.hashes, ...(await hashesOf(tx, gone.keys))])];
  const records = [...new Set([...parts.records, ...gone.records])];
  const proof = createHash('sha256').update(records.toSorted().join('\n')).digest('hex');
  const erasure: Erasure = {
    id: asked.id,
    customerId,
    entryId: asked.entryId,
    at: asked.at,
    reason: asked.reason,
  };
  await tx.query(
    `INSERT INTO erasure (id, customer_id, alias_ids, entry_id, at, reason, by_agent, records, proof)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      asked.id,
      customerId,
      ids.filter(id => id !== customerId),
      asked.entryId,
      asked.at,
      asked.reason,
      asked.by,
      records.length,
      proof,
    ],
  );
  await keepHashes(tx, asked.id, hashes);
  if (asked.entryId === null) await blankLogOf(tx, ids);
  else await blankEntryInLog(tx, asked.entryId);
  await append(tx, toldOf(erasure, asked.entryId === null ? ids : [customerId]));
  if (asked.entryId === null) {
    await forgetCandidates(tx, ids);
    await tellWhatStays(tx, customerId);
  }
  const what = asked.entryId === null ? asked.reason : `${asked.reason}, one entry`;
  await writeNotes(tx, [
    once({ kind: 'customer.erased', agentId: asked.by, what, about: customerId, outcome: 'done' }),
  ]);
  return { ...erasure, records: records.length, proof, hashes };
}

/** Under each id that a desk may know them by; one record, and one receipt for it. */
const toldOf = (erasure: Erasure, ids: readonly string[]) =>
  ids.map(
    customerId =>
      ({ to: { team: true }, event: { kind: 'customer.erased', erasure: { ...erasure, customerId } } }) as const,
  );

type Row = Omit<Done, 'hashes' | 'customerId' | 'entryId'> & { customer_id: string; entry_id: string | null };

async function doneBefore(db: Queryable, id: string): Promise<Done | null> {
  const [row] = await db.query<Row>(
    'SELECT id, customer_id, entry_id, at, reason, records, proof FROM erasure WHERE id = $1',
    [id],
  );
  if (!row) return null;
  const keys = await db.query<{ hash: string }>('SELECT hash FROM erased_key WHERE erasure_id = $1', [id]);
  const { customer_id: customerId, entry_id: entryId, ...rest } = row;
  return { ...rest, customerId, entryId, hashes: keys.map(({ hash }) => hash) };
}
