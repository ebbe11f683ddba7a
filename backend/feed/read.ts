// Reading the log. The rule that makes it gap-free stands in one place: `readHead`.
import type { Queryable } from '../store/db.ts';
import type { Position, Rank } from './position.ts';

export type Head = {
  /** The last row below which nothing can appear any more. */
  readonly at: Position;
  /** Rows are committed behind it that a slower transaction holds back: look again soon. */
  readonly held: boolean;
};

/**
 * Transactions commit in another order than they began, so a row may become visible behind one already read. Every
 * transaction below `pg_snapshot_xmin` has ended, so no row can appear at or before the head any more.
 * Null while the transaction that made the log is itself not below it.
 */
export async function readHead(db: Queryable): Promise<Head | null> {
  const [row] = await db.query<Position & { held: boolean }>(
    // The last row of all, which the index knows: whether any is behind the head would be asked of the whole log.
    `SELECT xid::text AS xid, seq, tag,
       (SELECT last.xid FROM feed_log last ORDER BY last.xid DESC, last.seq DESC LIMIT 1)
         >= pg_snapshot_xmin(pg_current_snapshot()) AS held
     FROM feed_log WHERE xid < pg_snapshot_xmin(pg_current_snapshot())
     ORDER BY feed_log.xid DESC, seq DESC LIMIT 1`,
  );
  return row ? { at: { xid: row.xid, seq: row.seq, tag: row.tag }, held: row.held } : null;
}

/** Whether this log has exactly this row: a cursor of another log, or of a future that a restore took back, has not. */
export async function isOurs(db: Queryable, { xid, seq, tag }: Position): Promise<boolean> {
  const rows = await db.query('SELECT 1 AS yes FROM feed_log WHERE xid = $1::xid8 AND seq = $2::bigint AND tag = $3', [
    xid,
    seq,
    tag,
  ]);
  return rows.length > 0;
}

/** On whose behalf rows are read. */
export type Viewers = { readonly agentIds: readonly string[]; readonly leads: boolean };

export type LogRow = {
  readonly at: Position;
  readonly audience: 'customer' | 'agent' | 'team' | 'leads';
  readonly audienceId: string;
  /** For a customer's row: which of the viewers had been granted that customer before it. */
  readonly agentIds: readonly string[] | null;
  readonly kind: string;
  readonly body: unknown;
  /** UTF-8 bytes of `body`. */
  readonly bytes: number;
};

export type Span = { readonly after: Rank; readonly upto: Rank };

/**
 * Not written as a comparison of rows: without statistics (the embedded engine gathers none) the planner would walk an
 * agent's grants by their place, all of them for each row of the log, instead of asking for the one customer.
 */
const GRANTED_BEFORE = '(g.xid < log.xid OR (g.xid = log.xid AND g.seq < log.seq))';

/** $1–$4 are the span, $5 the agents, $6 whether a lead is among them. */
const SEEN = `
  (log.xid, log.seq) > ($1::xid8, $2::bigint) AND (log.xid, log.seq) <= ($3::xid8, $4::bigint)
  AND CASE log.audience
    WHEN 'team' THEN true
    WHEN 'leads' THEN $6::boolean
    WHEN 'agent' THEN log.audience_id = ANY ($5::text[])
    WHEN 'customer' THEN EXISTS (
      SELECT FROM feed_grant g WHERE g.customer_id = log.audience_id AND g.agent_id = ANY ($5::text[])
        AND ${GRANTED_BEFORE})
    ELSE false
  END`;

const spanParams = ({ after, upto }: Span, viewers: Viewers) => [
  after.xid,
  after.seq,
  upto.xid,
  upto.seq,
  [...viewers.agentIds],
  viewers.leads,
];

type Raw = Position &
  Omit<LogRow, 'at' | 'audienceId' | 'agentIds'> & { audience_id: string; agent_ids: string[] | null; found: number };

export type Rows = {
  readonly rows: readonly LogRow[];
  /** The span holds further rows that these viewers may see. */
  readonly more: boolean;
  /** The row that the span begins after is there, so nothing behind it has been pruned: the oldest rows go first. */
  readonly ours: boolean;
};

/**
 * Rows of the span that any of the viewers may see, in order: at most `rows` of them, and no more than `bytes` of
 * bodies unless the first alone is larger. One statement, so that all of it is of one moment.
 */
export async function readRows(
  db: Queryable,
  span: Span & { readonly after: Position },
  viewers: Viewers,
  limit: { readonly rows: number; readonly bytes: number },
): Promise<Rows> {
  // As one value: the embedded engine spends three quarters of the time on handing over rows field by field.
  const [answer] = await db.query<{ page: Raw[] | null; ours: boolean }>(
    `WITH seen AS (
       SELECT xid, seq, tag, audience, audience_id, kind, body, bytes
       FROM feed_log log WHERE ${SEEN} ORDER BY log.xid, log.seq LIMIT $7 + 1
     ), sized AS (
       SELECT *, sum(bytes) OVER (ORDER BY xid, seq) AS total,
         row_number() OVER (ORDER BY xid, seq) AS place, count(*) OVER () AS found
       FROM seen
     ), page AS (
       SELECT xid::text AS xid, seq, tag, audience, audience_id, kind, body, bytes, found,
         CASE WHEN audience <> 'customer' THEN NULL
           -- It is seen, so by whom is known where nobody else looks.
           WHEN cardinality($5::text[]) = 1 THEN $5::text[]
           ELSE ARRAY(
             SELECT g.agent_id FROM feed_grant g WHERE g.customer_id = log.audience_id
               AND g.agent_id = ANY ($5::text[]) AND ${GRANTED_BEFORE}) END AS agent_ids
       FROM sized log
       WHERE place = 1 OR (place <= $7 AND total <= $8::bigint)
       ORDER BY log.xid, log.seq
     )
     SELECT json_agg(page) AS page,
       EXISTS (SELECT FROM feed_log WHERE xid = $1::xid8 AND seq = $2::bigint AND tag = $9) AS ours
     FROM page`,
    [...spanParams(span, viewers), limit.rows, limit.bytes, span.after.tag],
  );
  const raw = answer?.page ?? [];
  const rows = raw.map(({ xid, seq, tag, audience_id, agent_ids, found: _found, ...row }) => ({
    ...row,
    at: { xid, seq, tag },
    audienceId: audience_id,
    agentIds: agent_ids,
  }));
  return { rows, more: (raw[0]?.found ?? 0) > rows.length, ours: answer?.ours ?? false };
}

/** How many rows of the span any of the viewers may see. */
export async function countRows(db: Queryable, span: Span, viewers: Viewers): Promise<number> {
  const [row] = await db.query<{ count: number }>(
    `SELECT count(*) AS count FROM feed_log log WHERE ${SEEN}`,
    spanParams(span, viewers),
  );
  return row?.count ?? 0;
}
