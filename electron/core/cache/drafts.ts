import type { Database } from 'better-sqlite3';
import type { Draft } from '../../../shared/contract/bridge.ts';

/** One draft per customer; survives anything the outbox survives. */
export function draftsTable(db: Database) {
  const read = db.prepare<[string], string>('SELECT json FROM drafts WHERE customer_id = ?').pluck();
  const write = db.prepare<[string, string]>(
    'INSERT INTO drafts (customer_id, json) VALUES (?, ?) ON CONFLICT (customer_id) DO UPDATE SET json = excluded.json',
  );
  const remove = db.prepare<[string]>('DELETE FROM drafts WHERE customer_id = ?');
  return {
    read(customerId: string): Draft | null {
      const json = read.get(customerId);
      return json === undefined ? null : (JSON.parse(json) as Draft);
    },
    write(customerId: string, draft: Draft): void {
      if (draft.text === '') remove.run(customerId);
      else write.run(customerId, JSON.stringify(draft));
    },
    remove(customerId: string): void {
      remove.run(customerId);
    },
  };
}
