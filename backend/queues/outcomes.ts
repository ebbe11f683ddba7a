// How the work of this shift ended, counted from the work items themselves.
import { dayOf, localOf, momentOf, startOf } from '../../shared/domain/opening.ts';
import { MAX_ENDED, type Outcomes } from '../../shared/domain/outcomes.ts';
import { CHANNELS } from '../../shared/domain/primitives.ts';
import { shiftAt } from '../../shared/domain/shift.ts';
import type { Team } from '../../shared/domain/team.ts';
import type { Queue } from '../../shared/domain/work.ts';
import type { Queryable } from '../store/db.ts';

/** Milliseconds for which a count is good enough: it looks through all that ended since the shift began. */
const GOOD_FOR = 10_000;

/** An item of before these were written down counts as answered, and without a reason. */
const countBy = (column: 'queue_id' | 'holder_id', name: 'queueId' | 'agentId'): string =>
  `SELECT w.${column} AS "${name}", CASE
    WHEN w.state = 'abandoned' THEN 'abandoned'
    WHEN o.outcome = 'no-response' THEN 'no-response'
    WHEN o.outcome = 'praise' THEN CASE o.praised WHEN 'reposted' THEN 'reposted' ELSE 'praised' END
    WHEN o.answered = false THEN 'done' ELSE 'answered' END AS outcome,
    o."outcomeReason" AS reason, count(*)::int AS count
  FROM work_item w, json_to_record(w.json) AS o (outcome text, praised text, answered boolean, "outcomeReason" text)
  WHERE w.state IN ('finished', 'abandoned') AND (w.json->>'finishedAt')::bigint >= $1 AND w.${column} IS NOT NULL
  GROUP BY 1, 2, 3 ORDER BY 1, 2, 4 DESC, 3 LIMIT ${MAX_ENDED}`;
const BY_QUEUE = countBy('queue_id', 'queueId');
/** Whoever held it last ended it. */
const BY_AGENT = countBy('holder_id', 'agentId');

/** Of a post the newest repost is the last. What the network refused, or is taking back, is shown to nobody. */
const REPOSTS = `SELECT r."queueId", r."agentId", r."praisedFor" AS reason, count(*)::int AS count
  FROM entry e, json_to_recordset(e.json->'reposts')
    AS r ("queueId" text, "agentId" text, "praisedFor" text, at bigint, state text)
  WHERE e.json->'reposts' IS NOT NULL AND (e.json->'reposts'->-1->>'at')::bigint >= $1
    AND r.at >= $1 AND r.state IN ('sent', 'confirmed') AND r."queueId" IS NOT NULL
  GROUP BY 1, 2, 3 ORDER BY 1, 2, 4 DESC, 3 LIMIT ${MAX_ENDED}`;

async function countOutcomes(db: Queryable, now: number): Promise<Outcomes> {
  const [team] = await db.query<{ json: Team }>(`SELECT json FROM team LIMIT 1`);
  const queues = await db.query<{ json: Queue }>(`SELECT json FROM queue ORDER BY place`);
  const { shifts } = team?.json ?? {};
  const zone = zoneOf(queues.map(({ json }) => json));
  const since = shifts ? { from: shiftAt(shifts, now).from } : { from: dayBegan(zone, now), zone };
  const rows = await db.query<Outcomes['rows'][number]>(BY_QUEUE, [since.from]);
  const byAgent = await db.query<NonNullable<Outcomes['byAgent']>[number]>(BY_AGENT, [since.from]);
  const reposts = await db.query<NonNullable<Outcomes['reposts']>[number]>(REPOSTS, [since.from]);
  return { ...since, countedAt: now, rows, byAgent, reposts };
}

/** Of the first queue with hours, else of the first channel of one that has hours of its own, in the order of channels. */
function zoneOf(queues: readonly Pick<Queue, 'hours' | 'byChannel'>[]): string {
  const own = queues.map(({ hours }) => hours);
  const ofChannels = queues.flatMap(({ byChannel }) => CHANNELS.map(channel => byChannel?.[channel]?.hours));
  return [...own, ...ofChannels].find(hours => hours)?.zone ?? 'UTC';
}

const dayBegan = (zone: string, now: number): number => momentOf(zone, startOf(dayOf(localOf(zone, now))));

/** Says for a while what was counted last, with when that was. `monotonic` in milliseconds. */
export function newOutcomes(db: Queryable, clock: { now(): number; monotonic(): number }) {
  let last: { readonly outcomes: Outcomes; readonly at: number } | null = null;
  return async (): Promise<Outcomes> => {
    const at = clock.monotonic();
    if (last && at - last.at < GOOD_FOR) return last.outcomes;
    const outcomes = await countOutcomes(db, clock.now());
    last = { outcomes, at };
    return outcomes;
  };
}
