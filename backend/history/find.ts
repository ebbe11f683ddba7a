// Whom a reviewer finds beyond their desk: by name, address, case and words, of those whom they may see and nobody else.
import { type Beyond, type FindAnswer, REVIEW_LIMITS } from '../../shared/contract/review.ts';
import type { Customer } from '../../shared/domain/customer.ts';
import type { Channel } from '../../shared/domain/primitives.ts';
import { parseQuery } from '../../shared/domain/search/query.ts';
import type { Region } from '../identity/address.ts';
import type { Queryable } from '../store/db.ts';
import { byPersonAndWords } from './find/person-and-words.ts';
import { type Wanted, wantedOf } from './find/wanted.ts';
import { byAddress, byCase, byName, byWords } from './find/ways.ts';
import { countDue } from './words.ts';

type By = Beyond['by'][number];
type Id = { id: string };
type Finding = { readonly agentId: string; readonly reviewable: readonly Channel[]; readonly region: Region };
type Asked = { readonly query: string; readonly now: number; readonly zone: string };

export async function findBeyond(db: Queryable, finding: Finding, { query, now, zone }: Asked): Promise<FindAnswer> {
  const wanted = wantedOf(parseQuery(query, { now, zone: knownZone(zone) }));
  const both = await byPersonAndWords(db, wanted);
  const ways = [
    ['name', await byName(db, wanted)],
    ['name', both],
    ['address', await byAddress(db, wanted, finding.region)],
    ['case', await byCase(db, wanted)],
    ['words', await byWords(db, wanted)],
    ['words', both],
  ] as const;
  const by = new Map<string, Set<By>>();
  for (const [way, { ids }] of ways) for (const id of ids) by.set(id, (by.get(id) ?? new Set()).add(way));
  const seen = await visible(db, [...by.keys()], finding, wanted);
  const shown = seen.slice(0, REVIEW_LIMITS.found);
  const details = await detailsOf(db, finding.agentId, shown);
  const isBounded = ways.some(([, { more }]) => more);
  return {
    found: details.map(one => ({ ...one, by: [...(by.get(one.customerId) ?? [])] })),
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
