import type { Migration } from '../files/migrate.ts';

/** Where this desk's agent has introduced themselves, shift by shift. */
export const introductions: Migration = {
  name: 'introductions',
  up: `
    CREATE TABLE introductions (id TEXT PRIMARY KEY, version INTEGER NOT NULL, agent_id TEXT NOT NULL,
      shift_from INTEGER NOT NULL, json TEXT NOT NULL) STRICT, WITHOUT ROWID;
    CREATE INDEX introductions_by_shift ON introductions (agent_id, shift_from);`,
};
