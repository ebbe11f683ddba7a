import type { Migration } from '../files/migrate.ts';

/**
 * What is left of logs before: its rows lie in tables `former_…` of their own, which nobody reads, and go by and by. `bytes`: of
 * the pages that they still hold.
 */
export const former: Migration = {
  name: 'former',
  up: `CREATE TABLE former (generation INTEGER PRIMARY KEY, bytes INTEGER NOT NULL) STRICT;`,
};
