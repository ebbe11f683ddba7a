import type { Migration } from '../files/migrate.ts';

/** What the agent said and chose, kept whatever becomes of the cache. */
export const start: Migration = {
  name: 'start',
  up: `
    CREATE TABLE commands (
      place INTEGER PRIMARY KEY AUTOINCREMENT,
      id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, lane TEXT NOT NULL, state TEXT NOT NULL, at INTEGER NOT NULL,
      customer_id TEXT, expires_at INTEGER, entry_id TEXT, reason TEXT, code TEXT, params TEXT NOT NULL
    ) STRICT;
    CREATE INDEX commands_by_customer ON commands (customer_id) WHERE customer_id IS NOT NULL;
    CREATE TABLE drafts (customer_id TEXT PRIMARY KEY, json TEXT NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE kept (name TEXT PRIMARY KEY, json TEXT NOT NULL) STRICT, WITHOUT ROWID;`,
};
