// Which archive a record came with, so that a reviewer can ask for all customers of one.
import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { IntakeResult } from '../../shared/contract/intake.ts';
import { INTAKE_TURN } from '../records/turns.ts';
import type { Db } from '../store/db.ts';
import { washedText } from './clean.ts';

/** Of `POST /intake`: the import that the records belong to, percent-encoded. */
export const IMPORT_HEADER = 'foreword-import';

/** A name for people, e.g. of the file; the same name again is the same import. */
export const importNameSchema = z.string().transform(washedText).pipe(z.string().trim().min(1).max(120));

const text = z.string().transform(washedText);
const keySchema = z.object({ source: text.default('intake'), externalId: text });

/** Puts the customers of these records to an import, those too that were there already. `results` in the order of `records`. */
export async function noteImport(
  db: Db,
  name: string,
  { records, results, now }: { records: readonly unknown[]; results: readonly IntakeResult[]; now: number },
): Promise<void> {
  const keys = records.flatMap((record, i) => {
    const key = keySchema.safeParse(record);
    return key.success && results[i] && results[i].outcome !== 'refused' ? [key.data] : [];
  });
  if (keys.length === 0) return;
  const id = createHash('sha256').update(name).digest('hex').slice(0, 32);
  await db.transaction(async tx => {
    await tx.query(INTAKE_TURN);
    await tx.query(
      `INSERT INTO import_run (id, name, began_at, last_at) VALUES ($1, $2, $3::bigint, $3::bigint)
       ON CONFLICT (id) DO UPDATE SET last_at = excluded.last_at`,
      [id, name, now],
    );
    await tx.query(
      `INSERT INTO import_customer (import_id, customer_id)
       SELECT DISTINCT $1, k.customer_id FROM unnest($2::text[], $3::text[]) AS given (source, external_id)
         JOIN intake_key k USING (source, external_id) ON CONFLICT DO NOTHING`,
      [id, keys.map(({ source }) => source), keys.map(({ externalId }) => externalId)],
    );
  });
}
