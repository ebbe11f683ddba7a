import type { Migration } from '../files/migrate.ts';

/**
 * Files that go out: of a draft while `command_id` is null, of that command afterwards. `sha256` null: not all of it is here.
 * Bytes stand in rows of their own, so that a look at the names reads none.
 */
export const outFiles: Migration = {
  name: 'out files',
  up: `
    CREATE TABLE out_files (
      id TEXT PRIMARY KEY, customer_id TEXT NOT NULL, command_id TEXT, name TEXT NOT NULL, type TEXT NOT NULL,
      size INTEGER NOT NULL, sha256 TEXT, at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX out_files_by_customer ON out_files (customer_id);
    CREATE INDEX out_files_by_command ON out_files (command_id) WHERE command_id IS NOT NULL;
    CREATE TABLE out_file_parts (
      file_id TEXT NOT NULL, place INTEGER NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY (file_id, place)
    ) STRICT;`,
};
