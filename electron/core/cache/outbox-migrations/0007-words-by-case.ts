import type { Migration } from '../files/migrate.ts';

/**
 * Drafts and their files by case: two matters of one customer have words of their own. An empty `case_id`: not known, as of
 * every draft written before. `begun`: what stands in dialogs that were not done yet; `customers`: whom it is about.
 */
export const wordsByCase: Migration = {
  name: 'words by case',
  up: `
    CREATE TABLE drafts_by_case (
      customer_id TEXT NOT NULL, case_id TEXT NOT NULL, mode TEXT NOT NULL, json TEXT NOT NULL,
      PRIMARY KEY (customer_id, case_id, mode)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO drafts_by_case SELECT customer_id, '', mode, json FROM drafts;
    DROP TABLE drafts;
    ALTER TABLE drafts_by_case RENAME TO drafts;
    CREATE TABLE draft_modes_by_case (
      customer_id TEXT NOT NULL, case_id TEXT NOT NULL, mode TEXT NOT NULL, PRIMARY KEY (customer_id, case_id)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO draft_modes_by_case SELECT customer_id, '', mode FROM draft_modes;
    DROP TABLE draft_modes;
    ALTER TABLE draft_modes_by_case RENAME TO draft_modes;
    ALTER TABLE out_files ADD COLUMN case_id TEXT NOT NULL DEFAULT '';
    CREATE TABLE begun (about TEXT PRIMARY KEY, customers TEXT NOT NULL, json TEXT NOT NULL) STRICT, WITHOUT ROWID;`,
};
