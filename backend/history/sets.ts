// Whom a reviewer brings to their desk: for a time, written down for the audit, and given back when they like.
import {
  REVIEW_LIMITS,
  type ReviewImport,
  type ReviewSet,
  type ReviewWhat,
  type Weighed,
} from '../../shared/contract/review.ts';
import type { Channel } from '../../shared/domain/primitives.ts';
import { type Counted, once, writeNotes } from '../audit/note.ts';
import { Refused } from '../audit/refused.ts';
import { Fault } from '../../shared/lib/fault.ts';
import { INTAKE_TURN } from '../records/turns.ts';
import type { Db, Queryable } from '../store/db.ts';
import { reviewRights } from './review.ts';
import { REVIEW_PREFIX, whyOfSet } from './review-why.ts';
import type { Reviewer } from './reviewing.ts';

const DAY_MS = 86_400_000;
/** How long what was asked for is seen. */
const KEPT_DAYS = { agent: 7, lead: 30 } as const;
/** Customers counted in one statement: the embedded engine does one thing at a time. */
const COUNTED = 200;
/** Of so many customers, and so many of their entries, the size is looked at. */
const SAMPLE = { customers: 40, entries: 400 };

/** Nobody may bring a whole set but who leads; and of a queue, who leads it. */
function mustMay({ agentId, role, scope }: Reviewer, what: ReviewWhat): void {
  if (what.kind === 'customers') return;
  const audited = { kind: 'read.refused', what: `review ${what.kind}`, agentId } as const;
  if (role !== 'lead') throw new Refused('denied', 'only leads bring whole sets', audited);
  if (what.kind === 'queue' && !scope.queueIds.has(what.queueId))
    throw new Refused('not-found', 'no such queue', audited);
}

type Members = { readonly sql: string; readonly params: readonly unknown[] };
const lastOf = (id: string): string => `(SELECT max(last_at) FROM "case" k WHERE k.customer_id = ${id})`;

/** Customers of a set, and when each was heard of last. */
function membersOf(what: ReviewWhat): Members {
  switch (what.kind) {
    case 'customers':
      return {
        sql: `SELECT id, ${lastOf('id')} AS last_at FROM (SELECT DISTINCT unnest($1::text[]) AS id) given`,
        params: [what.customerIds],
      };
    case 'import':
      return {
        sql: `SELECT customer_id AS id, ${lastOf('customer_id')} AS last_at FROM import_customer WHERE import_id = $1`,
        params: [what.importId],
      };
    case 'period':
      return {
        sql: `SELECT customer_id AS id, max(last_at) AS last_at FROM "case"
          WHERE last_at >= $1::bigint AND opened_at < $2::bigint GROUP BY customer_id`,
        params: [what.from, what.to],
      };
    case 'queue':
      return {
        sql: `SELECT customer_id AS id, max(entered_at) AS last_at FROM work_item
          WHERE queue_id = $1 AND entered_at >= $2::bigint AND entered_at < $3::bigint GROUP BY customer_id`,
        params: [what.queueId, what.from, what.to],
      };
  }
}

type Member = { readonly id: string; readonly isHere: boolean };

/** Of a set those whom the agent may see, who was heard of last first. */
async function seenOf(db: Queryable, { agentId, scope }: Reviewer, what: ReviewWhat): Promise<Member[]> {
  const { sql, params } = membersOf(what);
  return db.query<Member>(
    `SELECT m.id, EXISTS (SELECT FROM feed_grant g WHERE g.agent_id = $${params.length + 1} AND g.customer_id = m.id)
       AS "isHere"
     FROM (${sql}) m JOIN customer c ON c.id = m.id
     WHERE c.erased_at IS NULL AND c.joined_into IS NULL AND EXISTS (
       SELECT FROM interaction i WHERE i.customer_id = m.id AND i.channel = ANY($${params.length + 2}::text[]))
     ORDER BY m.last_at DESC NULLS LAST, m.id`,
    [...params, agentId, [...scope.reviewable]],
  );
}

type Size = { id: string; entries: number; from_at: number | null; to_at: number | null };
type Fitting = { readonly members: readonly Member[]; readonly sizes: readonly Size[]; readonly all: number };

/** The first of a set, as many as there is room for: `most` entries, and what an agent may have brought in all. */
async function fitting(db: Queryable, reviewer: Reviewer, what: ReviewWhat, most: number): Promise<Fitting> {
  const all = await seenOf(db, reviewer, what);
  const room = REVIEW_LIMITS.brought - (await countBrought(db, reviewer.agentId));
  const sizes: Size[] = [];
  let left = most;
  for (let from = 0; from < Math.min(all.length, room) && left >= 0; from += COUNTED) {
    const ids = all.slice(from, Math.min(from + COUNTED, room)).map(({ id }) => id);
    for (const one of await sizesOf(db, ids)) {
      left -= one.entries;
      if (left < 0) break;
      sizes.push(one);
    }
  }
  return { members: all.slice(0, sizes.length), sizes, all: all.length };
}

const sizesOf = (db: Queryable, ids: readonly string[]): Promise<Size[]> =>
  db.query<Size>(
    `SELECT given.id, e.entries, e.from_at, e.to_at FROM unnest($1::text[]) WITH ORDINALITY AS given (id, place),
       LATERAL (SELECT count(*)::int AS entries, min(at) AS from_at, max(at) AS to_at FROM entry
         WHERE customer_id = given.id) e ORDER BY place`,
    [[...ids]],
  );

async function countBrought(db: Queryable, agentId: string): Promise<number> {
  const [row] = await db.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM customer_grant g JOIN review_set s ON s.agent_id = g.agent_id
       AND g.why = '${REVIEW_PREFIX}' || s.id WHERE g.agent_id = $1`,
    [agentId],
  );
  return row?.count ?? 0;
}

export type Asking = { readonly what: ReviewWhat; readonly most: number };

/** @throws Refused denied, not-found */
export async function weigh(db: Queryable, reviewer: Reviewer, { what, most }: Asking): Promise<Weighed> {
  mustMay(reviewer, what);
  const { members, sizes, all } = await fitting(db, reviewer, what, most);
  const entries = sizes.reduce((sum, one) => sum + one.entries, 0);
  const times = (which: 'from_at' | 'to_at'): number[] =>
    sizes.flatMap(one => (one[which] === null ? [] : [one[which]]));
  const [froms, tos] = [times('from_at'), times('to_at')];
  return {
    customers: all,
    fits: members.length,
    here: members.filter(({ isHere }) => isHere).length,
    entries,
    bytes: Math.round(entries * (await meanSize(db, members))),
    from: froms.length === 0 ? null : froms.reduce((a, b) => Math.min(a, b)),
    to: tos.length === 0 ? null : tos.reduce((a, b) => Math.max(a, b)),
  };
}

/** Bytes of an entry, of some customers spread over the set. */
async function meanSize(db: Queryable, members: readonly Member[]): Promise<number> {
  const every = Math.max(1, Math.floor(members.length / SAMPLE.customers));
  const some = members.filter((_, i) => i % every === 0).map(({ id }) => id);
  const [row] = await db.query<{ mean: number | null }>(
    `SELECT avg(octet_length(json::text))::float8 AS mean FROM (
       SELECT json FROM entry WHERE customer_id = ANY($1) LIMIT ${SAMPLE.entries}) sample`,
    [some],
  );
  return row?.mean ?? 0;
}

export type Setting = { readonly db: Db; readonly id: () => string; readonly now: () => number };

/**
 * Gives the agent the right to see them, as `history/reasons.ts` counts it; who grants working sets brings them. Customers
 * who are named one by one share a set. @throws Refused denied, not-found; Fault conflict, too-large
 */
export async function bring({ db, id, now }: Setting, reviewer: Reviewer, { what, most }: Asking): Promise<ReviewSet> {
  mustMay(reviewer, what);
  const { members } = await fitting(db, reviewer, what, most);
  if (members.length === 0) throw nobody(reviewer, what);
  const { agentId, role } = reviewer;
  const at = now();
  const until = at + KEPT_DAYS[role] * DAY_MS;
  return db.transaction(async tx => {
    await tx.query(`SELECT id FROM agent WHERE id = $1 AND NOT disabled FOR SHARE`, [agentId]);
    const sets = await setsOf(tx, agentId, at);
    const same = sets.find(set => isSame(set.what, what));
    if (!same && sets.length >= REVIEW_LIMITS.sets) throw new Fault('conflict', 'let another set go first');
    const setId = same?.id ?? id();
    const name = await nameOf(tx, what);
    const kept = what.kind === 'customers' ? named(same, members) : what;
    await tx.query(
      `INSERT INTO review_set (id, agent_id, what, name, made_at, until) VALUES ($1, $2, $3::json, $4, $5::bigint, $6::bigint)
       ON CONFLICT (id) DO UPDATE SET what = excluded.what, until = excluded.until`,
      [setId, agentId, JSON.stringify(kept), name, at, until],
    );
    await tx.query(
      `INSERT INTO customer_grant (agent_id, customer_id, why, until)
       SELECT $1, customer_id, $3, $4::bigint FROM unnest($2::text[]) AS given (customer_id)
       ON CONFLICT (agent_id, customer_id, why) DO UPDATE SET until = excluded.until`,
      [agentId, members.map(one => one.id), whyOfSet(setId), until],
    );
    await writeNotes(tx, notesOf(agentId, what, setId, members));
    return (await setsOf(tx, agentId, at)).find(set => set.id === setId)!;
  });
}

/** The same for whom the agent may not see and for who is not there. */
function nobody({ agentId }: Reviewer, what: ReviewWhat): Fault {
  const about = what.kind === 'customers' ? (what.customerIds[0] ?? null) : null;
  const audited = { kind: 'read.refused', what: `review ${what.kind}`, agentId, about } as const;
  return new Refused('not-found', 'nobody whom you may see, or there is no room for them', audited);
}

const isSame = (a: ReviewWhat, b: ReviewWhat): boolean =>
  a.kind === 'customers' ? b.kind === 'customers' : JSON.stringify(a) === JSON.stringify(b);

/** Those that were named last stand for all of the set: who is in it stands with the rights. */
function named(same: ReviewSet | undefined, members: readonly Member[]): ReviewWhat {
  const all = new Set([...members.map(({ id }) => id), ...(same?.customerIds ?? [])]);
  return { kind: 'customers', customerIds: [...all].slice(0, REVIEW_LIMITS.named) };
}

/** One note of each customer who was named, and one of a whole set, with how many. */
function notesOf(agentId: string, what: ReviewWhat, setId: string, members: readonly Member[]): Counted[] {
  const given = { kind: 'rights.given', agentId, aboutAgent: agentId, outcome: 'done' } as const;
  const now = { sinceMs: 0, untilMs: 0 };
  if (what.kind === 'customers') return members.map(({ id }) => once({ ...given, what: 'review', about: id }));
  return [{ note: { ...given, what: `review ${what.kind}`, about: setId }, count: members.length, ...now }];
}

async function nameOf(db: Queryable, what: ReviewWhat): Promise<string | null> {
  if (what.kind !== 'import' && what.kind !== 'queue') return null;
  const [table, id] = what.kind === 'import' ? ['import_run', what.importId] : ['queue', what.queueId];
  const [row] = await db.query<{ name: string }>(`SELECT name FROM ${table} WHERE id = $1`, [id]);
  return row?.name ?? null;
}

type SetRow = { id: string; what: ReviewWhat; name: string | null; made_at: number; until: number; ids: string[] };

/** What the agent has brought, the newest first. */
export async function setsOf(db: Queryable, agentId: string, now: number): Promise<ReviewSet[]> {
  const rows = await db.query<SetRow>(
    `SELECT id, what, name, made_at, until, (
       SELECT coalesce(json_agg(customer_id ORDER BY customer_id), '[]') FROM customer_grant g
       WHERE g.agent_id = $1 AND g.why = '${REVIEW_PREFIX}' || s.id AND g.until > $2::bigint) AS ids
     FROM review_set s WHERE agent_id = $1 AND until > $2::bigint ORDER BY made_at DESC, id`,
    [agentId, now],
  );
  return rows
    .filter(({ ids }) => ids.length > 0)
    .map(({ made_at: madeAt, ids, ...set }) => ({ ...set, madeAt, customerIds: ids }));
}

/** In INTAKE_TURN, so that a right counts to its end. Returns how many go from the desk. */
export async function letGo({ db, now }: Setting, agentId: string, setId: string, customerId?: string) {
  return db.transaction(async tx => {
    await tx.query(INTAKE_TURN);
    await tx.query(
      `DELETE FROM customer_grant WHERE agent_id = $1 AND why = $2 AND ($3::text IS NULL OR customer_id = $3::text)`,
      [agentId, whyOfSet(setId), customerId ?? null],
    );
    await tx.query(
      `DELETE FROM review_set WHERE id = $1 AND agent_id = $2 AND NOT EXISTS (
         SELECT FROM customer_grant WHERE agent_id = $2 AND why = $3)`,
      [setId, agentId, whyOfSet(setId)],
    );
    return reviewRights(tx, agentId, now());
  });
}

/** Sets whose time is over, and rights that nobody needs to count any more. Returns how many rows went. */
export async function pruneSets(db: Queryable, now: number): Promise<number> {
  const rows = await db.query<{ id: string }>(`DELETE FROM review_set WHERE until < $1::bigint RETURNING id`, [now]);
  const rights = await db.query<{ one: number }>(
    `DELETE FROM customer_grant WHERE why LIKE '${REVIEW_PREFIX}%' AND until < $1::bigint RETURNING 1 AS one`,
    [now],
  );
  return rows.length + rights.length;
}

/** Archives that hold somebody whom the agent may see, the newest first. */
export async function importsFor(db: Queryable, reviewable: ReadonlySet<Channel>): Promise<ReviewImport[]> {
  const rows = await db.query<{ id: string; name: string; at: number; customers: number }>(
    `SELECT r.id, r.name, r.last_at AS at, (
       SELECT count(*)::int FROM import_customer m JOIN customer c ON c.id = m.customer_id
       WHERE m.import_id = r.id AND c.erased_at IS NULL AND c.joined_into IS NULL
         AND EXISTS (SELECT FROM interaction i WHERE i.customer_id = m.customer_id AND i.channel = ANY($1))) AS customers
     FROM import_run r ORDER BY r.last_at DESC, r.id LIMIT ${REVIEW_LIMITS.imports}`,
    [[...reviewable]],
  );
  return rows.filter(({ customers }) => customers > 0);
}
