import type { Migration } from './migration.ts';

/** Contents of attachments, in parts of a megabyte: a large one is written and read without being held whole. */
export const attachments = {
  name: '0009-attachments',
  up: `
    CREATE TABLE attachment (
      id TEXT PRIMARY KEY, entry_id TEXT NOT NULL REFERENCES entry, name TEXT NOT NULL, declared TEXT NOT NULL,
      type TEXT NOT NULL, size INTEGER NOT NULL
    );
    CREATE INDEX attachment_by_entry ON attachment (entry_id);
    CREATE TABLE attachment_part (
      attachment_id TEXT NOT NULL REFERENCES attachment, place INTEGER NOT NULL, bytes BYTEA NOT NULL,
      PRIMARY KEY (attachment_id, place)
    );`,
} satisfies Migration;
