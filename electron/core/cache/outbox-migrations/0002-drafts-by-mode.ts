import type { Migration } from '../files/migrate.ts';

/** A reply and a note to the same customer are two drafts; `draft_modes` says which of them was written last. */
export const draftsByMode: Migration = {
  name: 'drafts by mode',
  up: `
    CREATE TABLE drafts_by_mode (
      customer_id TEXT NOT NULL, mode TEXT NOT NULL, json TEXT NOT NULL,
      PRIMARY KEY (customer_id, mode)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE draft_modes (customer_id TEXT PRIMARY KEY, mode TEXT NOT NULL) STRICT, WITHOUT ROWID;
    INSERT INTO drafts_by_mode SELECT customer_id, json ->> 'mode', json FROM drafts;
    INSERT INTO draft_modes SELECT customer_id, mode FROM drafts_by_mode;
    DROP TABLE drafts;
    ALTER TABLE drafts_by_mode RENAME TO drafts;`,
};
