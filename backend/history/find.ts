// Whom a reviewer finds beyond their desk: by name, address, case and words, of those whom they may see and nobody else.
import { type Beyond, type FindAnswer, REVIEW_LIMITS } from '../../shared/contract/review.ts';
import type { Customer } from '../../shared/domain/customer.ts';
import { type Channel, CHANNELS } from '../../shared/domain/primitives.ts';
import type { FilterName } from '../../shared/domain/search/filters.ts';
import { parseQuery, type SearchQuery, type TermPart } from '../../shared/domain/search/query.ts';
import { addressOf, type Region } from '../identity/address.ts';
import type { Queryable } from '../store/db.ts';
import { countDue, foldedWords } from './words.ts';

/** Rows of the index that are looked at for one question; beyond them nobody knows. */
const MOST_ROWS = 2_000;
/** Letters before which a beginning fits too many words. */
const SHORTEST_BEGINNING = 2;
/** Filters that the backend understands; the others only a desk does. */
const KNOWN: readonly FilterName[] = ['channel', 'with', 'case', 'before', 'after', 'on', 'since', 'until'];

type By = Beyond['by'][number];
/** Half-open. */
type Span = { readonly from: number; readonly to: number };
export type Wanted = {
  /** Of names and addresses: each the beginning of a word. */
  readonly names: string;
  /** Names or addresses as they were written. */
  readonly addresses: readonly string[];
  readonly caseNumber: number | null;
  readonly terms: readonly TermPart[];
  readonly without: readonly TermPart[];
  readonly channels: readonly Channel[] | null;
  readonly span: Span;
  readonly leftOut: readonly FilterName[];
};

/** What a question asks for. Pure; any text is a question. */
export function wantedOf(query: SearchQuery): Wanted {
  const known = query.filters.filter(({ name, excluded }) => KNOWN.includes(name) && !excluded);
  const meanings = known.map(({ meaning }) => meaning);
  const written = query.terms.map(({ text }) => text).join(' ');
  const named = meanings.flatMap(meaning => (meaning.by === 'with' ? [meaning.value] : []));
  const cases = meanings.flatMap(meaning => (meaning.by === 'case' ? [meaning.value] : []));
  const channels = meanings.flatMap(meaning => (meaning.by === 'channel' ? [meaning.value] : []));
  const left = query.filters.filter(filter => !known.includes(filter) || filter.meaning.by === 'case-state');
  return {
    names: [...named, written].join(' ').trim(),
    addresses: [written, ...query.terms.map(({ text }) => text), ...named].filter(text => text !== ''),
    caseNumber: cases[0] ?? (/^#?\d{1,12}$/.test(written) ? Number(written.replace('#', '')) : null),
    terms: query.terms,
    without: query.without,
    channels: channels.length > 0 ? channels : null,
    span: spanOf(meanings),
    leftOut: [...new Set(left.map(({ name }) => name))],
  };
}

type Meanings = SearchQuery['filters'][number]['meaning'][];

/** What all of the days that were said leave. */
function spanOf(meanings: Meanings): Span {
  let [from, to] = [-8.64e15, 8.64e15];
  for (const meaning of meanings) {
    if (meaning.by === 'before') to = Math.min(to, meaning.value.from);
    else if (meaning.by === 'after') from = Math.max(from, meaning.value.to);
    else if (meaning.by === 'since') from = Math.max(from, meaning.value.from);
    else if (meaning.by === 'until') to = Math.min(to, meaning.value.to);
    else if (meaning.by === 'on') [from, to] = [Math.max(from, meaning.value.from), Math.min(to, meaning.value.to)];
  }
  return { from, to };
}

type Finding = { readonly agentId: string; readonly reviewable: readonly Channel[]; readonly region: Region };
type Asked = { readonly query: string; readonly now: number; readonly zone: string };

export async function findBeyond(db: Queryable, finding: Finding, { query, now, zone }: Asked): Promise<FindAnswer> {
  const wanted = wantedOf(parseQuery(query, { now, zone: knownZone(zone) }));
  const ways = [
    ['name', await byName(db, wanted)],
    ['address', await byAddress(db, wanted, finding.region)],
    ['case', await byCase(db, wanted)],
    ['words', await byWords(db, wanted)],
  ] as const;
  const by = new Map<string, By[]>();
  for (const [way, { ids }] of ways) for (const id of ids) by.set(id, [...(by.get(id) ?? []), way]);
  const seen = await visible(db, [...by.keys()], finding, wanted);
  const shown = seen.slice(0, REVIEW_LIMITS.found);
  const details = await detailsOf(db, finding.agentId, shown);
  const isBounded = ways.some(([, { more }]) => more);
  return {
    found: details.map(one => ({ ...one, by: by.get(one.customerId) ?? [] })),
    more: isBounded || seen.length > shown.length,
    leftOut: [...wanted.leftOut],
    unread: await countDue(db),
  };
}

/** A zone that nobody knows is no reason to fail. */
function knownZone(zone: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return 'UTC';
  }
}

type Some = { readonly ids: readonly string[]; readonly more: boolean };
const NOBODY: Some = { ids: [], more: false };
type Id = { id: string };

const someOf = (rows: readonly Id[]): Some => ({
  ids: [...new Set(rows.map(({ id }) => id))],
  more: rows.length === MOST_ROWS,
});

/** Every word of the question begins a word of the name or of an address. */
async function byName(db: Queryable, { names }: Wanted): Promise<Some> {
  const words = foldedWords(names).split(' ').filter(Boolean);
  if (words.every(word => word.length < SHORTEST_BEGINNING)) return NOBODY;
  const all = tsquery(words.map(text => ({ text, prefix: text.length >= SHORTEST_BEGINNING })));
  return someOf(
    await db.query<Id>(
      `SELECT customer_id AS id FROM customer_words WHERE words @@ (${all.sql}) LIMIT ${MOST_ROWS}`,
      all.params,
    ),
  );
}

/** Exactly, in whatever notation. */
async function byAddress(db: Queryable, { addresses }: Wanted, region: Region): Promise<Some> {
  const forms = addresses.flatMap(written => CHANNELS.map(channel => addressOf(channel, written, region)));
  const known = forms.filter(form => form !== null);
  if (known.length === 0) return NOBODY;
  const rows = await db.query<Id>(
    `WITH given AS (SELECT DISTINCT kind, address FROM unnest($1::text[], $2::text[]) AS form (kind, address))
     SELECT l.customer_id AS id FROM given g JOIN identity i USING (kind, address)
       JOIN identity_link l ON l.identity_id = i.id
     UNION SELECT i.stranger_id FROM given g JOIN identity i USING (kind, address) WHERE i.stranger_id IS NOT NULL
     LIMIT ${MOST_ROWS}`,
    [known.map(({ kind }) => kind), known.map(({ address }) => address)],
  );
  return someOf(rows);
}

async function byCase(db: Queryable, { caseNumber }: Wanted): Promise<Some> {
  if (caseNumber === null) return NOBODY;
  return someOf(await db.query<Id>(`SELECT customer_id AS id FROM "case" WHERE number = $1::bigint`, [caseNumber]));
}

/** All the words in one entry, on one of the channels and in the time that were said. */
async function byWords(db: Queryable, { terms, without, channels, span }: Wanted): Promise<Some> {
  const looked = terms.map(wordsOf).filter(({ text }) => text !== '');
  if (looked.length === 0) return NOBODY;
  const left = without.map(wordsOf).filter(({ text }) => text !== '');
  const { sql, params } = tsquery(looked, left);
  const at = params.length;
  const rows = await db.query<Id & { fits: boolean }>(
    `SELECT e.customer_id AS id, e.at >= $${at + 1}::bigint AND e.at < $${at + 2}::bigint
         AND ($${at + 3}::text[] IS NULL OR i.channel = ANY($${at + 3}::text[])) AS fits
     FROM (SELECT entry_id FROM entry_words WHERE words @@ (${sql}) LIMIT ${MOST_ROWS}) w
       JOIN entry e ON e.id = w.entry_id LEFT JOIN interaction i ON i.id = e.interaction_id`,
    [...params, span.from, span.to, channels && [...channels]],
  );
  return { ...someOf(rows.filter(({ fits }) => fits)), more: rows.length === MOST_ROWS };
}

type Words = { readonly text: string; readonly prefix: boolean };
const wordsOf = ({ text, prefix }: TermPart): Words => {
  const folded = foldedWords(text);
  return { text: folded, prefix: prefix && (folded.split(' ').at(-1)?.length ?? 0) >= SHORTEST_BEGINNING };
};

/** A question to the index; the words are parameters, so that whatever they hold they stay words. */
function tsquery(terms: readonly Words[], without: readonly Words[] = []): { sql: string; params: unknown[] } {
  const one = ({ prefix }: Words, i: number): string => {
    const plain = `phraseto_tsquery('simple', $${i + 1})`;
    return prefix ? `CASE WHEN numnode(${plain}) = 0 THEN ${plain} ELSE (${plain}::text || ':*')::tsquery END` : plain;
  };
  const all = [...terms, ...without];
  const parts = all.map((term, i) => (i < terms.length ? `(${one(term, i)})` : `!!(${one(term, i)})`));
  return { sql: parts.join(' && '), params: all.map(({ text }) => text) };
}

/**
 * Of these customers those whom the agent may see, who was heard of last first. One that may not be seen is as one that is
 * not there.
 */
async function visible(
  db: Queryable,
  ids: readonly string[],
  { reviewable }: Finding,
  { channels, span }: Wanted,
): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await db.query<Id>(
    `SELECT c.id FROM customer c JOIN "case" k ON k.customer_id = c.id
     WHERE c.id = ANY($1) AND c.erased_at IS NULL AND c.joined_into IS NULL
       AND EXISTS (SELECT FROM interaction i WHERE i.customer_id = c.id AND i.channel = ANY($2))
       AND ($3::text[] IS NULL OR EXISTS (
         SELECT FROM interaction i WHERE i.customer_id = c.id AND i.channel = ANY($3::text[])))
     GROUP BY c.id HAVING max(k.last_at) >= $4::bigint AND min(k.opened_at) < $5::bigint
     ORDER BY max(k.last_at) DESC, c.id LIMIT ${REVIEW_LIMITS.found + 1}`,
    [[...ids], [...reviewable], channels && [...channels], span.from, span.to],
  );
  return rows.map(({ id }) => id);
}

type Row = Omit<Beyond, 'by' | 'name' | 'from' | 'to'> & {
  json: Customer;
  from_at: number | null;
  to_at: number | null;
};

/** In the order given. */
async function detailsOf(db: Queryable, agentId: string, ids: readonly string[]): Promise<Omit<Beyond, 'by'>[]> {
  if (ids.length === 0) return [];
  const rows = await db.query<Row>(
    `SELECT c.id AS "customerId", c.json, e.entries, e.from_at, e.to_at,
       (SELECT coalesce(json_agg(DISTINCT i.channel), '[]') FROM interaction i WHERE i.customer_id = c.id) AS channels,
       EXISTS (SELECT FROM feed_grant g WHERE g.agent_id = $2 AND g.customer_id = c.id) AS "isHere"
     FROM unnest($1::text[]) WITH ORDINALITY AS given (id, place) JOIN customer c ON c.id = given.id,
       LATERAL (SELECT count(*)::int AS entries, min(at) AS from_at, max(at) AS to_at FROM entry
         WHERE customer_id = c.id) e
     ORDER BY place`,
    [[...ids], agentId],
  );
  return rows.map(({ json, from_at: from, to_at: to, ...one }) => ({ ...one, name: json.name, from, to }));
}
