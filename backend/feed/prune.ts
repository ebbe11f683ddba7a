import type { Db } from '../store/db.ts';

/** Rows in one transaction: pruning must not hold back the feed, which waits for the oldest transaction. */
const AT_ONCE = 5_000;

/**
 * Removes the beginning of the log: all rows before the newest one that is older than `keepMs`, which stays as the floor.
 * Always from the first row on, so that a row which is there proves that all rows after it are; a desk whose cursor is
 * gone starts from a snapshot. Grants are kept. Returns how many went.
 */
export async function pruneLog(db: Db, keepMs: number): Promise<number> {
  const [floor] = await db.query<{ xid: string; seq: number }>(
    `SELECT xid::text AS xid, seq FROM feed_log
     WHERE at < clock_timestamp() - make_interval(secs => $1::double precision)
       AND xid < pg_snapshot_xmin(pg_current_snapshot())
     ORDER BY feed_log.xid DESC, seq DESC LIMIT 1`,
    [keepMs / 1_000],
  );
  if (!floor) return 0;
  let gone = 0;
  for (let some = AT_ONCE; some === AT_ONCE; gone += some) {
    const rows = await db.query<{ count: number }>(
      `WITH old AS (
         SELECT xid, seq FROM feed_log WHERE (xid, seq) < ($1::xid8, $2::bigint) ORDER BY xid, seq LIMIT $3
       ), pruned AS (
         DELETE FROM feed_log USING old WHERE feed_log.xid = old.xid AND feed_log.seq = old.seq RETURNING 1 AS one
       )
       SELECT count(*)::int AS count FROM pruned`,
      [floor.xid, floor.seq, AT_ONCE],
    );
    some = rows[0]?.count ?? 0;
  }
  return gone;
}
