import type { Migration } from '../files/migrate.ts';

/**
 * `leaving`: erased customers of so many entries that their rows go in pieces; nobody reads them meanwhile. `put_off`: what
 * the backend told anew of them until then, which says nothing of anybody.
 */
export const leaving: Migration = {
  name: 'leaving',
  up: `
    CREATE TABLE leaving (customer_id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
    CREATE TABLE put_off (place INTEGER PRIMARY KEY, customer_id TEXT NOT NULL, event TEXT NOT NULL) STRICT;
    CREATE INDEX put_off_by_customer ON put_off (customer_id, place);`,
};
