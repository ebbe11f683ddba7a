// Brings back what was set aside: to its holder at its time, to the queue when the holder is gone.
import type { Presence } from '../../shared/domain/presence.ts';
import type { WorkItem } from '../../shared/domain/work.ts';
import type { Clock } from '../../shared/lib/clock.ts';
import { logger } from '../../shared/lib/log.ts';
import { byItself } from '../ledger/cause.ts';
import { newChanges } from '../records/changes.ts';
import type { Db } from '../store/db.ts';
import { DATABASE_NOW, sharedTime } from '../store/shared-time.ts';
import { asideOf, returnedItem, wokenItem } from './aside.ts';

const log = logger('routing');

/** Brought back in one transaction; the rest follows in the next turn. */
const AT_ONCE = 200;

/** Set aside, or come back by itself; as the index of those rows says it (migration 0011). */
export const ASIDE = `w.state = 'held' AND (w.json->>'parked' IS NOT NULL OR w.json->>'woken' IS NOT NULL)`;

type Row = { json: WorkItem; presence: Presence | null; name: string | null; at: number | string };

/**
 * By a wall clock, so that it survives a restart and needs no desk; by the one that all nodes share. A node leaves alone what another
 * is bringing back. Returns how many came back.
 */
export async function bringBack({ db, clock }: { readonly db: Db; readonly clock: Clock }): Promise<number> {
  return db.transaction(async tx => {
    const rows = await tx.query<Row>(
      `SELECT w.json, p.json AS presence, a.json->>'name' AS name, t.at FROM work_item w
       CROSS JOIN (SELECT coalesce($1::bigint, ${DATABASE_NOW}) AS at) t
       LEFT JOIN presence p ON p.agent_id = w.holder_id LEFT JOIN agent a ON a.id = w.holder_id
       WHERE ${ASIDE} AND (w.json->'parked'->>'until' IS NULL OR (w.json->'parked'->>'until')::bigint <= t.at)
       AND ((w.json->'parked'->>'until') IS NOT NULL OR coalesce(p.state, 'offline') = 'offline')
       ORDER BY w.id LIMIT ${AT_ONCE} FOR UPDATE OF w SKIP LOCKED`,
      [sharedTime(db, clock.now())],
    );
    if (rows.length === 0) return 0;
    const changes = newChanges(byItself('set aside'));
    let back = 0;
    for (const { json: item, presence, name, at } of rows) {
      const now = Number(at);
      const becomes = asideOf(item, presence, now);
      if (becomes === 'stay') continue;
      changes.workItem(becomes === 'wake' ? wokenItem(item, 'time', now) : returnedItem(item, name ?? '', now));
      log.info(becomes === 'wake' ? 'work.woken' : 'work.returned', { workItemId: item.id });
      back += 1;
    }
    await changes.flush(tx);
    return back;
  });
}
