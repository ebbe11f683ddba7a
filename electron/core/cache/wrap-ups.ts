import type { Database } from 'better-sqlite3';
import { type WrapUpDraft, wrapUpDraftSchema } from '../../../shared/contract/bridge/work.ts';

type Row = { workItemId: string; json: string };
const parsed = (json: string): WrapUpDraft => wrapUpDraftSchema.parse(JSON.parse(json));
/** Whose it is; null: written before that was kept. */
const customerIn = (json: string): string | null => (JSON.parse(json) as { customerId?: string }).customerId ?? null;

/** What the agent is writing of how a contact ended; it survives anything the outbox survives. */
export function wrapUpsTable(db: Database) {
  const read = db.prepare<[string], string>('SELECT json FROM wrap_ups WHERE work_item_id = ?').pluck();
  const all = db.prepare<[], Row>('SELECT work_item_id AS workItemId, json FROM wrap_ups');
  const remove = db.prepare<[string]>('DELETE FROM wrap_ups WHERE work_item_id = ?');
  const write = db.prepare<Row>(
    `INSERT INTO wrap_ups (work_item_id, json) VALUES (@workItemId, @json)
     ON CONFLICT (work_item_id) DO UPDATE SET json = excluded.json`,
  );
  const removeOf = db.prepare<[string]>(`DELETE FROM wrap_ups WHERE json ->> 'customerId' = ?`);
  return {
    read(workItemId: string): WrapUpDraft | null {
      const json = read.get(workItemId);
      return json === undefined ? null : parsed(json);
    },
    all: () =>
      all.all().map(({ workItemId, json }) => ({ workItemId, draft: parsed(json), customerId: customerIn(json) })),
    /** Neither words nor disposition: it goes. */
    write(workItemId: string, draft: WrapUpDraft, customerId: string | null): void {
      if (draft.text === '' && draft.disposition === null) remove.run(workItemId);
      else write.run({ workItemId, json: JSON.stringify({ ...draft, customerId }) });
    },
    /** Answers how many there were. */
    removeOfCustomer: (customerId: string): number => removeOf.run(customerId).changes,
    remove(workItemId: string): void {
      remove.run(workItemId);
    },
  };
}
