import type { Migration } from '../files/migrate.ts';

/** When each customer was last read on this desk, by its own clock: what was opened not long ago is not pruned. */
export const opened: Migration = {
  name: 'opened',
  up: `CREATE TABLE opened (customer_id TEXT PRIMARY KEY, at INTEGER NOT NULL) STRICT, WITHOUT ROWID;`,
};
