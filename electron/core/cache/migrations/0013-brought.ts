import type { Migration } from '../files/migrate.ts';

/**
 * Customers who were brought here for a review, by their sets, as the backend last said. `json`: of a set what it is, its name
 * and its times; whom it holds stands beside it.
 */
export const brought: Migration = {
  name: 'brought',
  up: `
    CREATE TABLE brought_sets (id TEXT PRIMARY KEY, place INTEGER NOT NULL, json TEXT NOT NULL) STRICT;
    CREATE TABLE brought (
      set_id TEXT NOT NULL, customer_id TEXT NOT NULL, PRIMARY KEY (set_id, customer_id)
    ) STRICT, WITHOUT ROWID;`,
};
