// The ways to a customer: a name, an address, a case, words. Each reads, and knows nothing of who may see whom.
import { CHANNELS } from '../../../shared/domain/primitives.ts';
import { addressOf, type Region } from '../../identity/address.ts';
import type { Queryable } from '../../store/db.ts';
import { foldedWords } from '../words.ts';
import { allOf, SHORTEST_BEGINNING, wordsOf } from './index-query.ts';
import type { Wanted } from './wanted.ts';

/** Rows of the index that are looked at for one question; beyond them nobody knows. One more is asked for, to know whether there are. */
export const MOST_ROWS = 2_000;

/** `more`: there are others, or may be. */
export type Some = { readonly ids: readonly string[]; readonly more: boolean };
export const NOBODY: Some = { ids: [], more: false };
type Id = { id: string };

const someOf = (rows: readonly Id[]): Some => ({
  ids: [...new Set(rows.slice(0, MOST_ROWS).map(({ id }) => id))],
  more: rows.length > MOST_ROWS,
});

/** Every word of the question begins a word of the name or of an address. */
export async function byName(db: Queryable, { names }: Wanted): Promise<Some> {
  const words = foldedWords(names).split(' ').filter(Boolean);
  if (words.every(word => word.length < SHORTEST_BEGINNING)) return NOBODY;
  const all = allOf(words.map(text => ({ text, prefix: text.length >= SHORTEST_BEGINNING })));
  return someOf(
    await db.query<Id>(
      `SELECT customer_id AS id FROM customer_words WHERE words @@ (${all.sql}) LIMIT ${MOST_ROWS + 1}`,
      all.params,
    ),
  );
}

/** Exactly, in whatever notation. */
export async function byAddress(db: Queryable, { addresses }: Wanted, region: Region): Promise<Some> {
  const forms = addresses.flatMap(written => CHANNELS.map(channel => addressOf(channel, written, region)));
  const known = forms.filter(form => form !== null);
  if (known.length === 0) return NOBODY;
  const rows = await db.query<Id>(
    `WITH given AS (SELECT DISTINCT kind, address FROM unnest($1::text[], $2::text[]) AS form (kind, address))
     SELECT l.customer_id AS id FROM given g JOIN identity i USING (kind, address)
       JOIN identity_link l ON l.identity_id = i.id
     UNION SELECT i.stranger_id FROM given g JOIN identity i USING (kind, address) WHERE i.stranger_id IS NOT NULL
     LIMIT ${MOST_ROWS + 1}`,
    [known.map(({ kind }) => kind), known.map(({ address }) => address)],
  );
  return someOf(rows);
}

export async function byCase(db: Queryable, { caseNumber }: Wanted): Promise<Some> {
  if (caseNumber === null) return NOBODY;
  return someOf(await db.query<Id>(`SELECT customer_id AS id FROM "case" WHERE number = $1::bigint`, [caseNumber]));
}

/** All the words in one entry, on one of the channels and in the time that were said; whose, where no name is said. */
export async function byWords(db: Queryable, { named, terms, without, channels, span }: Wanted): Promise<Some> {
  const looked = terms.map(wordsOf).filter(({ text }) => text !== '');
  if (looked.length === 0 || named.length > 0) return NOBODY;
  const left = without.map(wordsOf).filter(({ text }) => text !== '');
  const { sql, params } = allOf(looked, left);
  const at = params.length;
  const rows = await db.query<Id & { fits: boolean }>(
    `SELECT e.customer_id AS id, e.at >= $${at + 1}::bigint AND e.at < $${at + 2}::bigint
         AND ($${at + 3}::text[] IS NULL OR i.channel = ANY($${at + 3}::text[])) AS fits
     FROM (SELECT entry_id FROM entry_words WHERE words @@ (${sql}) LIMIT ${MOST_ROWS + 1}) w
       JOIN entry e ON e.id = w.entry_id LEFT JOIN interaction i ON i.id = e.interaction_id`,
    [...params, span.from, span.to, channels && [...channels]],
  );
  return { ...someOf(rows.filter(({ fits }) => fits)), more: rows.length > MOST_ROWS };
}
