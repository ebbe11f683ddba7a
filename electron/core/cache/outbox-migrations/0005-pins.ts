import type { Migration } from '../files/migrate.ts';

/** Customers and cases that are kept on this desk; an empty `case_id`: the customer as a whole. */
export const pins: Migration = {
  name: 'pins',
  up: `
    CREATE TABLE pins (
      customer_id TEXT NOT NULL, case_id TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (customer_id, case_id)
    ) STRICT, WITHOUT ROWID;`,
};
