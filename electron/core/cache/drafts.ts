import type { Database } from 'better-sqlite3';
import { type Draft, draftSchema } from '../../../shared/contract/bridge.ts';

type Mode = Draft['mode'];
type Row = { mode: Mode; json: string };

/** A reply and a note per customer, apart from each other; they survive anything the outbox survives. */
export function draftsTable(db: Database) {
  const read = db.prepare<[string], Row>('SELECT mode, json FROM drafts WHERE customer_id = ?');
  const write = db.prepare<[string, Mode, string]>(
    `INSERT INTO drafts (customer_id, mode, json) VALUES (?, ?, ?)
     ON CONFLICT (customer_id, mode) DO UPDATE SET json = excluded.json`,
  );
  const remove = db.prepare<[string, Mode]>('DELETE FROM drafts WHERE customer_id = ? AND mode = ?');
  const modeOf = db.prepare<[string], Mode>('SELECT mode FROM draft_modes WHERE customer_id = ?').pluck();
  const use = db.prepare<[string, Mode]>(
    'INSERT INTO draft_modes (customer_id, mode) VALUES (?, ?) ON CONFLICT (customer_id) DO UPDATE SET mode = excluded.mode',
  );
  const customers = db.prepare<[], string>('SELECT DISTINCT customer_id FROM drafts').pluck();
  return {
    customers: (): string[] => customers.all(),
    /** The mode last used, and what is written in each. */
    read(customerId: string): { mode: Mode; reply: Draft | null; note: Draft | null } {
      const rows = read.all(customerId);
      const of = (mode: Mode): Draft | null => {
        const row = rows.find(one => one.mode === mode);
        // Parsed, because a field that came later has its default there.
        return row ? draftSchema.parse(JSON.parse(row.json)) : null;
      };
      return { mode: modeOf.get(customerId) ?? 'reply', reply: of('reply'), note: of('note') };
    },
    /** Empty text removes it. */
    write(customerId: string, draft: Draft): void {
      if (draft.text === '') remove.run(customerId, draft.mode);
      else write.run(customerId, draft.mode, JSON.stringify(draft));
    },
    remove(customerId: string, mode: Mode): void {
      remove.run(customerId, mode);
    },
    use(customerId: string, mode: Mode): void {
      use.run(customerId, mode);
    },
  };
}
