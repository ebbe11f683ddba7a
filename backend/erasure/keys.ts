// Records of a source that were erased, by a hash: known again when they come again, and not to be read from it.
import { createHash } from 'node:crypto';
import type { Queryable, Tx } from '../store/db.ts';

export type SourceKey = { readonly source: string; readonly externalId: string };

const hashOf = (salt: string, { source, externalId }: SourceKey): string =>
  createHash('sha256').update(`${salt}\n${source}\n${externalId}`).digest('hex');

export async function readSalt(db: Queryable): Promise<string> {
  const [row] = await db.query<{ salt: string }>('SELECT salt FROM erasure_salt');
  if (!row) throw new Error('the salt of the erasures is missing');
  return row.salt;
}

/** In the order given. */
export async function hashesOf(db: Queryable, keys: readonly SourceKey[]): Promise<string[]> {
  const salt = await readSalt(db);
  return keys.map(key => hashOf(salt, key));
}

export async function keepHashes(tx: Tx, erasureId: string, hashes: readonly string[]): Promise<void> {
  await tx.query(
    `INSERT INTO erased_key (hash, erasure_id) SELECT hash, $1 FROM unnest($2::text[]) AS given (hash)
     ON CONFLICT DO NOTHING`,
    [erasureId, [...new Set(hashes)]],
  );
}

/** Which of these were erased, by their place in the list. Costs one look where nothing ever was. */
export async function erasedAmong(db: Queryable, keys: readonly SourceKey[]): Promise<ReadonlySet<number>> {
  const [any] = await db.query('SELECT 1 AS yes FROM erased_key LIMIT 1');
  if (!any || keys.length === 0) return new Set();
  const hashes = await hashesOf(db, keys);
  const rows = await db.query<{ hash: string }>('SELECT hash FROM erased_key WHERE hash = ANY($1)', [hashes]);
  const gone = new Set(rows.map(({ hash }) => hash));
  return new Set(hashes.flatMap((hash, i) => (gone.has(hash) ? [i] : [])));
}
