// Whom a reviewer brings to their desk: for a time, written down for the audit, and given back when they like.
import { REVIEW_LIMITS, type ReviewSet, type ReviewWhat } from '../../../shared/contract/review.ts';
import { Fault } from '../../../shared/lib/fault.ts';
import { writeNotes } from '../../audit/note.ts';
import { INTAKE_TURN } from '../../records/turns.ts';
import type { Db, Queryable } from '../../store/db.ts';
import { reviewRights } from '../review.ts';
import { whyOfSet } from '../review-why.ts';
import type { Reviewer } from '../reviewer.ts';
import { type Asking, isSame, mustMay, named, nobody, notesOf } from './asked.ts';
import { setsOf } from './brought.ts';
import { fitting } from './members.ts';

const DAY_MS = 86_400_000;
/** How long what was asked for is seen. */
const KEPT_DAYS = { agent: 7, lead: 30 } as const;

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

async function nameOf(db: Queryable, what: ReviewWhat): Promise<string | null> {
  if (what.kind !== 'import' && what.kind !== 'queue') return null;
  const [table, id] = what.kind === 'import' ? ['import_run', what.importId] : ['queue', what.queueId];
  const [row] = await db.query<{ name: string }>(`SELECT name FROM ${table} WHERE id = $1`, [id]);
  return row?.name ?? null;
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
