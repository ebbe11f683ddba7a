import type { Database } from 'better-sqlite3';
import type { WorkItem } from '../../../shared/domain/work.ts';
import { versionedTable } from './versioned.ts';

export function workItemsTable(db: Database) {
  const heldBy = db
    .prepare<[string], string>(
      `SELECT json FROM work_items WHERE holder_id = ? AND state = 'held' ORDER BY held_at DESC, id DESC`,
    )
    .pluck();

  const sharedWith = db
    .prepare<[string], string>(
      `SELECT json FROM work_items WHERE state = 'held' AND EXISTS (
         SELECT 1 FROM json_each(work_items.json, '$.participants') p
         WHERE p.value ->> 'agentId' = ? AND p.value ->> 'role' <> 'asked')
       ORDER BY held_at DESC, id DESC`,
    )
    .pluck();

  const ofCustomer = db
    .prepare<[string], string>(
      `SELECT json FROM work_items WHERE state IN ('waiting', 'offered', 'held')
       AND interaction_id IN (SELECT id FROM interactions WHERE customer_id = ?) ORDER BY id`,
    )
    .pluck();

  const removeOf = db.prepare<[string]>(`DELETE FROM work_items WHERE json ->> 'customerId' = ?`);

  return {
    /** Of a customer whom this desk may not see any more. */
    removeOf: (customerId: string): void => void removeOf.run(customerId),
    ...versionedTable<WorkItem>(db, 'work_items', ({ id, version }) => ({ id, version }), {
      state: r => r.state,
      holder_id: r => r.holderId,
      interaction_id: r => r.interactionId,
      held_at: r => r.heldAt,
    }),
    unfinishedOf: (customerId: string): WorkItem[] =>
      ofCustomer.all(customerId).map(json => JSON.parse(json) as WorkItem),
    /** Newest first. */
    heldBy: (agentId: string): WorkItem[] => heldBy.all(agentId).map(json => JSON.parse(json) as WorkItem),
    /** Held by somebody else who has asked this agent in. Newest first. */
    sharedWith: (agentId: string): WorkItem[] => sharedWith.all(agentId).map(json => JSON.parse(json) as WorkItem),
  };
}
