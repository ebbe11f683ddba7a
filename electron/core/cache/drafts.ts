import type { Database } from 'better-sqlite3';
import { type CaseDrafts, type Draft, draftSchema } from '../../../shared/contract/bridge/draft.ts';

/** More than an agent leaves behind. */
const MOST_LEFT = 200;

type Mode = Draft['mode'];
type Row = { caseId: string; mode: Mode; json: string };
type Left = Draft & { readonly customerId: string; readonly caseId: string | null };
/** A case that is not known is kept as an empty one: a key has no null. */
const keyOf = (caseId: string | null): string => caseId ?? '';

/** Nothing that was written or chosen; a target alone is no word. */
const isBlank = ({ text, subject, mail, thread }: Draft): boolean =>
  text === '' && subject === null && mail === null && thread === null;

/** Parsed, because a field that came later has its default there. */
const parsed = (json: string): Draft => draftSchema.parse(JSON.parse(json));

/** A reply and a note for each case of a customer, apart from each other; they survive anything the outbox survives. */
export function draftsTable(db: Database) {
  const ofCustomer = db.prepare<[string], Row>(
    'SELECT case_id AS caseId, mode, json FROM drafts WHERE customer_id = ? ORDER BY case_id, mode',
  );
  const one = db
    .prepare<[string, string, Mode], string>(
      'SELECT json FROM drafts WHERE customer_id = ? AND case_id = ? AND mode = ?',
    )
    .pluck();
  const write = db.prepare<[string, string, Mode, string]>(
    `INSERT INTO drafts (customer_id, case_id, mode, json) VALUES (?, ?, ?, ?)
     ON CONFLICT (customer_id, case_id, mode) DO UPDATE SET json = excluded.json`,
  );
  const remove = db.prepare<[string, string, Mode]>(
    'DELETE FROM drafts WHERE customer_id = ? AND case_id = ? AND mode = ?',
  );
  const removeOf = db.prepare<[string]>('DELETE FROM drafts WHERE customer_id = ?');
  const modeOf = db
    .prepare<[string, string], Mode>('SELECT mode FROM draft_modes WHERE customer_id = ? AND case_id = ?')
    .pluck();
  const use = db.prepare<[string, string, Mode]>(
    `INSERT INTO draft_modes (customer_id, case_id, mode) VALUES (?, ?, ?)
     ON CONFLICT (customer_id, case_id) DO UPDATE SET mode = excluded.mode`,
  );
  const forgetMode = db.prepare<[string]>(`DELETE FROM draft_modes WHERE customer_id = ? AND case_id = ''`);
  const forgetModes = db.prepare<[string]>('DELETE FROM draft_modes WHERE customer_id = ?');
  const cases = db.prepare<[string], string>('SELECT case_id FROM draft_modes WHERE customer_id = ?').pluck();
  const lastWritten = db.prepare<[number], Row & { customerId: string }>(
    `SELECT customer_id AS customerId, case_id AS caseId, mode, json FROM drafts
     ORDER BY json_extract(json, '$.savedAt') DESC, customer_id, case_id, mode LIMIT ?`,
  );
  const customers = db.prepare<[], string>('SELECT DISTINCT customer_id FROM drafts').pluck();
  const count = db.prepare<[], number>('SELECT count(*) FROM drafts').pluck();
  const get = (customerId: string, caseId: string | null, mode: Mode): Draft | null => {
    const json = one.get(customerId, keyOf(caseId), mode);
    return json === undefined ? null : parsed(json);
  };
  return {
    customers: (): string[] => customers.all(),
    count: (): number => count.get()!,
    /** Of all customers, what was written last first. */
    newest: (): Left[] =>
      lastWritten
        .all(MOST_LEFT)
        .map(({ customerId, caseId, json }) => ({ ...parsed(json), customerId, caseId: caseId || null })),
    get,
    /** Of each case in which something is or was written: the mode last used, and what is written in each. */
    read(customerId: string): CaseDrafts[] {
      const rows = ofCustomer.all(customerId);
      const of = (caseId: string, mode: Mode): Draft | null => {
        const row = rows.find(each => each.caseId === caseId && each.mode === mode);
        return row ? parsed(row.json) : null;
      };
      return [...new Set([...rows.map(({ caseId }) => caseId), ...cases.all(customerId)])].map(caseId => ({
        caseId: caseId === '' ? null : caseId,
        mode: modeOf.get(customerId, caseId) ?? 'reply',
        reply: of(caseId, 'reply'),
        note: of(caseId, 'note'),
      }));
    },
    /** With all its fields empty it goes. */
    write(customerId: string, caseId: string | null, draft: Draft): void {
      if (isBlank(draft)) remove.run(customerId, keyOf(caseId), draft.mode);
      else write.run(customerId, keyOf(caseId), draft.mode, JSON.stringify(draft));
    },
    remove(customerId: string, caseId: string | null, mode: Mode): void {
      remove.run(customerId, keyOf(caseId), mode);
    },
    /** Of all their cases. Answers how many there were. */
    removeOf(customerId: string): number {
      forgetModes.run(customerId);
      return removeOf.run(customerId).changes;
    },
    /** The mode used while no case was known is that of this case. */
    placeMode(customerId: string, caseId: string): void {
      const mode = modeOf.get(customerId, '');
      if (mode) use.run(customerId, caseId, mode);
      forgetMode.run(customerId);
    },
    use(customerId: string, caseId: string | null, mode: Mode): void {
      use.run(customerId, keyOf(caseId), mode);
    },
  };
}
