import type { Migration } from './migration.ts';

/** An attachment that no entry has yet is one that a desk brings for a reply; ids of uploads are the desk's own. */
export const uploads = {
  name: '0015-uploads',
  up: `
    ALTER TABLE attachment ALTER COLUMN entry_id DROP NOT NULL;
    CREATE TABLE upload (
      agent_id TEXT NOT NULL, id TEXT NOT NULL, attachment_id TEXT NOT NULL, customer_id TEXT NOT NULL,
      sha256 TEXT NOT NULL, at BIGINT NOT NULL, complete BOOLEAN NOT NULL,
      PRIMARY KEY (agent_id, id)
    );
    CREATE INDEX upload_by_age ON upload (at);`,
} satisfies Migration;
