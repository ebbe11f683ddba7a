import type { Migration } from '../files/migrate.ts';

/** What is being written of a wrap-up, by work item. */
export const wrapUps: Migration = {
  name: 'wrap-ups',
  up: `CREATE TABLE wrap_ups (work_item_id TEXT PRIMARY KEY, json TEXT NOT NULL) STRICT, WITHOUT ROWID;`,
};
