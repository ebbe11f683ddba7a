import type { Clock } from '../../shared/lib/clock.ts';
import { byItself } from '../ledger/cause.ts';
import { newChanges, type PresenceRow } from '../records/changes.ts';
import { readPresence } from '../records/read.ts';
import type { Db, Tx } from '../store/db.ts';
import { movePresence, returning } from './presence.ts';

type Setting = { readonly db: Db; readonly clock: Clock; readonly wake: () => void };
type Move = (row: PresenceRow) => PresenceRow;

/**
 * Presence follows the desk: gone with it and back with it. A call goes on, and an offer rings on until its lease ends,
 * so that a desk which was away for a second may still answer.
 */
export function newSessions({ db, clock, wake }: Setting) {
  const move = async (agentIds: readonly string[], by: Move): Promise<void> => {
    await db.transaction(async tx => moveEach(tx, agentIds, by));
    wake();
  };
  return {
    opened: (agentId: string) => move([agentId], row => returning(row, clock.now())),
    lost: (agentId: string) => move([agentId], row => movePresence(row, 'leave', clock.now())),
    /** At start nobody is here yet, whatever was so when the backend stopped. */
    async allGone(): Promise<void> {
      const rows = await db.query<{ agent_id: string }>(`SELECT agent_id FROM presence ORDER BY agent_id`);
      await move(
        rows.map(row => row.agent_id),
        row => movePresence(row, 'leave', clock.now()),
      );
    },
  };
}

async function moveEach(tx: Tx, agentIds: readonly string[], by: Move): Promise<void> {
  const changes = newChanges(byItself('session'));
  for (const agentId of agentIds) {
    const row = await readPresence(tx, agentId, 'lock');
    const moved = row && by(row);
    if (moved && moved !== row) changes.presence(moved);
  }
  await changes.flush(tx);
}
