// How far the index is, while it is being made anew.
import type { Database } from '../files/driver.ts';

export const ALL_TO_DO = Number.MAX_SAFE_INTEGER;
/** Null: there is nothing to do. `todo`: rows below it are not in the index. The others: ids up to which names are known. */
export type SearchState = { todo: number | null; customersAfter: string | null; casesAfter: string | null };

export function searchStateTable(db: Database) {
  const read = db.prepare<[], SearchState>(
    'SELECT todo, customers_after AS customersAfter, cases_after AS casesAfter FROM search_state',
  );
  const write = db.prepare<SearchState>(
    `UPDATE search_state SET todo = CAST(@todo AS INTEGER), customers_after = @customersAfter,
     cases_after = @casesAfter`,
  );
  const below = db
    .prepare<[number], number>('SELECT count(*) FROM places WHERE search_id < CAST(? AS INTEGER)')
    .pluck();
  let remembered: SearchState | null = null;
  const get = (): SearchState => (remembered ??= read.get()!);
  const change = (changes: Partial<SearchState>): void => {
    const next = { ...get(), ...changes };
    write.run(next);
    remembered = next;
  };

  return {
    get,
    change,
    /** Rows from here on are in the index. */
    todo: (): number => get().todo ?? 0,
    /** Entries that the index does not know yet. */
    unindexed: (): number => (get().todo === null ? 0 : below.get(get().todo!)!),
    /** Nothing is left to index. */
    clear: (): void => change({ todo: null, customersAfter: null, casesAfter: null }),
    forgetRemembered(): void {
      remembered = null;
    },
  };
}
