import type { Database } from 'better-sqlite3';
import type { ReviewSet } from '../../../shared/contract/review.ts';

type Kept = Omit<ReviewSet, 'customerIds'>;

/** What was brought here for a review, as the backend last said. Kept over a restart, and over a start of the feed anew. */
export function broughtTable(db: Database) {
  const sets = db.prepare<[], string>('SELECT json FROM brought_sets ORDER BY place').pluck();
  const of = db.prepare<[string], string>('SELECT customer_id FROM brought WHERE set_id = ? ORDER BY 1').pluck();
  const all = db.prepare<[], string>('SELECT DISTINCT customer_id FROM brought').pluck();
  const putSet = db.prepare<{ id: string; place: number; json: string }>(
    'INSERT INTO brought_sets (id, place, json) VALUES (@id, @place, @json)',
  );
  const put = db.prepare<[string, string]>(
    'INSERT INTO brought (set_id, customer_id) VALUES (?, ?) ON CONFLICT DO NOTHING',
  );
  const clear = [db.prepare('DELETE FROM brought_sets'), db.prepare('DELETE FROM brought')];
  const removeOf = db.prepare<[string]>('DELETE FROM brought WHERE customer_id = ?');
  // Asked for before each piece of pruning; there may be thousands.
  let customers: ReadonlySet<string> | null = null;

  return {
    /** In place of all that there was; inside the caller's transaction. */
    replace(said: readonly ReviewSet[]): void {
      for (const statement of clear) statement.run();
      for (const [place, { customerIds, ...set }] of said.entries()) {
        putSet.run({ id: set.id, place, json: JSON.stringify(set) });
        for (const customerId of customerIds) put.run(set.id, customerId);
      }
      customers = null;
    },
    sets: (): ReviewSet[] =>
      sets.all().map(json => {
        const set = JSON.parse(json) as Kept;
        return { ...set, customerIds: of.all(set.id) };
      }),
    /** Of whom nothing is given up while they are brought. */
    customers: (): ReadonlySet<string> => (customers ??= new Set(all.all())),
    removeOf(customerId: string): void {
      removeOf.run(customerId);
      customers = null;
    },
  };
}
