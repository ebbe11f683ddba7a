import type { Db } from '../store/db.ts';

const AT_ONCE = 5_000;

/** Forgets commands from before `before` (milliseconds since the epoch): the same id would have an effect again. */
export async function pruneCommands(db: Db, before: number): Promise<number> {
  let gone = 0;
  for (let some = AT_ONCE; some === AT_ONCE; gone += some) {
    const rows = await db.query(
      `DELETE FROM command WHERE id IN (SELECT id FROM command WHERE at < $1 ORDER BY at LIMIT $2) RETURNING id`,
      [before, AT_ONCE],
    );
    some = rows.length;
  }
  return gone;
}
