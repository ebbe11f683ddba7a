import type { Migration } from '../files/migrate.ts';

/** How far the check after an unclean end has come; no row: there is nothing to check. */
export const checking: Migration = {
  name: 'checking',
  up: `CREATE TABLE checking (one INTEGER PRIMARY KEY CHECK (one = 1), place TEXT NOT NULL) STRICT;`,
};
