// How much a set would bring, before anything is brought.
import type { Weighed } from '../../../shared/contract/review.ts';
import type { Queryable } from '../../store/db.ts';
import type { Reviewer } from '../reviewer.ts';
import { type Asking, mustMay } from './asked.ts';
import { fitting, type Member } from './members.ts';

/** Of so many customers, and so many of their entries, the size is looked at. */
const SAMPLE = { customers: 40, entries: 400 };

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
