// What a reviewer finds customers by: words of names, addresses and entries, as the desk's own search folds them. Read some
// time after the records were written, in small transactions, so that no record waits for its words.
import { setImmediate } from 'node:timers/promises';
import type { Customer } from '../../shared/domain/customer.ts';
import type { Entry } from '../../shared/domain/entry.ts';
import { partsOf } from '../../shared/domain/search/parts.ts';
import { wordsIn } from '../../shared/domain/search/words.ts';
import { INTAKE_TURN } from '../records/turns.ts';
import type { Db, Queryable, Tx } from '../store/db.ts';

/** Records of one transaction: the feed waits for the oldest one, and the embedded engine has one at a time. */
const AT_ONCE = 50;
/** UTF-16 code units of folded words of one record; what an index row can hold. */
const MOST_WORDS = 200_000;

/** Words as the index has them, with a space between. */
export const foldedWords = (text: string): string => Array.from(wordsIn(text), ({ folded }) => folded).join(' ');

/** A mark between parts, which no one looks for, keeps a phrase from running over. */
const BETWEEN = ' zzzz ';
const wordsOf = (parts: readonly string[]): string => parts.map(foldedWords).join(BETWEEN).slice(0, MOST_WORDS);
const namesOf = ({ name, identities }: Customer): string[] => [
  name,
  ...new Set(identities.flatMap(({ address, display }) => [address, display])),
];

type Due = { kind: 'customer' | 'entry'; id: string };

/** Reads what is due until nothing is, or `isOver`; the others go on in between. Returns how many. */
export async function readWords(db: Db, isOver: () => boolean = () => false): Promise<number> {
  let read = 0;
  for (let some = AT_ONCE; some === AT_ONCE && !isOver(); read += some) {
    some = await db.transaction(readSome);
    await setImmediate();
  }
  return read;
}

export async function countDue(db: Queryable): Promise<number> {
  const [row] = await db.query<{ count: number }>(`SELECT count(*)::int AS count FROM words_due WHERE kind = 'entry'`);
  return row?.count ?? 0;
}

/**
 * In INTAKE_TURN, so that nothing is read of whom somebody erases, and locks no record: who writes one of them anew meanwhile
 * waits for this, and puts it down once more.
 */
async function readSome(tx: Tx): Promise<number> {
  await tx.query(INTAKE_TURN);
  const due = await tx.query<Due>(
    `DELETE FROM words_due d USING (SELECT kind, id FROM words_due LIMIT ${AT_ONCE}) s
     WHERE d.kind = s.kind AND d.id = s.id RETURNING d.kind, d.id`,
  );
  const idsOf = (kind: Due['kind']): string[] => due.filter(one => one.kind === kind).map(({ id }) => id);
  await readCustomers(tx, idsOf('customer'));
  await readEntries(tx, idsOf('entry'));
  return due.length;
}

async function readCustomers(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const rows = await tx.query<{ json: Customer }>(
    `SELECT json FROM customer WHERE id = ANY($1) AND erased_at IS NULL AND joined_into IS NULL`,
    [[...ids]],
  );
  const words = rows.map(({ json }) => ({ id: json.id, words: wordsOf(namesOf(json)) }));
  await put(tx, 'customer_words', 'customer_id', words);
}

async function readEntries(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const rows = await tx.query<{ json: Entry }>(`SELECT json FROM entry WHERE id = ANY($1)`, [[...ids]]);
  const words = rows.map(({ json }) => ({ id: json.id, words: wordsOf(partsOf(json)) }));
  await put(tx, 'entry_words', 'entry_id', words);
}

async function put(tx: Tx, table: string, key: string, rows: readonly { id: string; words: string }[]): Promise<void> {
  await tx.query(
    `INSERT INTO ${table} (${key}, words)
     SELECT id, to_tsvector('simple', words) FROM unnest($1::text[], $2::text[]) AS row (id, words)
     ON CONFLICT (${key}) DO UPDATE SET words = excluded.words`,
    [rows.map(({ id }) => id), rows.map(({ words }) => words)],
  );
}
