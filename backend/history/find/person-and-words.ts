// A person and words together, as in `Mensah refund`: some of the words are of the name, the others of one entry of theirs.
import type { Queryable } from '../../store/db.ts';
import { allOf, beginningOf, queryOf, type Words, wordsOf } from './index-query.ts';
import type { Wanted } from './wanted.ts';
import { NOBODY, type Some } from './ways.ts';

/** Customers whose names fit one of the words, one more being asked for, and in how many ways the words fall to name and entry. */
export const MOST_PERSONS = 500;
const MOST_SPLITS = 8;

/** `has`: for each of the words, whether it begins one of the name or of an address. */
type Person = { readonly id: string; readonly has: readonly boolean[] };
/** Persons of whose names the same words are, and which are left for an entry. */
export type Split = { readonly ids: readonly string[]; readonly left: readonly number[] };

/**
 * Which words an entry must have, for each person: those that are not of their name. Who has them all is found by their name
 * alone, unless it is said whose entries are looked for. Most of the name first.
 */
export function splitsOf(persons: readonly Person[]): Split[] {
  const splits = new Map<string, { ids: string[]; left: number[] }>();
  for (const { id, has } of persons) {
    const left = has.flatMap((isOfName, i) => (isOfName ? [] : [i]));
    const same = splits.get(left.join());
    if (same) same.ids.push(id);
    else splits.set(left.join(), { ids: [id], left });
  }
  return [...splits.values()].filter(({ left }) => left.length > 0).toSorted((a, b) => a.left.length - b.left.length);
}

export async function byPersonAndWords(db: Queryable, wanted: Wanted): Promise<Some> {
  const terms = wanted.terms.filter(term => wordsOf(term).text !== '');
  if (terms.length + wanted.named.length < 2 || terms.length === 0) return NOBODY;
  const persons = await personsOf(
    db,
    terms.map(({ text }) => beginningOf(text)),
    wanted.named.map(beginningOf),
  );
  const splits = splitsOf(persons.slice(0, MOST_PERSONS));
  const looked = terms.map(wordsOf);
  const ids: string[] = [];
  for (const split of splits.slice(0, MOST_SPLITS)) {
    const words = split.left.map(i => looked[i]!);
    ids.push(...(await whoSaid(db, split.ids, words, wanted)));
  }
  return { ids, more: persons.length > MOST_PERSONS || splits.length > MOST_SPLITS };
}

/** Those of whose name one of the terms is, or those who are named. */
function personsOf(db: Queryable, terms: readonly Words[], named: readonly Words[]): Promise<Person[]> {
  const queries = [...terms, ...named].map((one, i) => `(${queryOf(one, i + 1)})`);
  const has = queries.slice(0, terms.length).map(query => `words @@ ${query}`);
  const among = named.length > 0 ? queries.slice(terms.length) : queries;
  return db.query<Person>(
    `SELECT customer_id AS id, json_build_array(${has.join(', ')}) AS has FROM customer_words
     WHERE words @@ (${among.join(' || ')}) LIMIT ${MOST_PERSONS + 1}`,
    [...terms, ...named].map(({ text }) => text),
  );
}

/** Of these, who has all the words in one entry, on one of the channels and in the time that were said. */
async function whoSaid(
  db: Queryable,
  among: readonly string[],
  words: readonly Words[],
  { without, channels, span }: Wanted,
): Promise<string[]> {
  const not = without.map(wordsOf).filter(({ text }) => text !== '');
  const { sql, params } = allOf(words, not);
  const at = params.length;
  const rows = await db.query<{ id: string }>(
    `SELECT person.id FROM unnest($${at + 1}::text[]) AS person (id) WHERE EXISTS (
       SELECT FROM entry e JOIN entry_words w ON w.entry_id = e.id LEFT JOIN interaction i ON i.id = e.interaction_id
       WHERE e.customer_id = person.id AND w.words @@ (${sql})
         AND e.at >= $${at + 2}::bigint AND e.at < $${at + 3}::bigint
         AND ($${at + 4}::text[] IS NULL OR i.channel = ANY($${at + 4}::text[])))`,
    [...params, [...among], span.from, span.to, channels && [...channels]],
  );
  return rows.map(({ id }) => id);
}
