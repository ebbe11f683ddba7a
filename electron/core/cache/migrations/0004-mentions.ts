import type { Migration } from '../files/migrate.ts';

/** Notes in which this desk's agent is named. */
export const mentions: Migration = {
  name: 'mentions',
  up: `
    CREATE TABLE mentions (id TEXT PRIMARY KEY, version INTEGER NOT NULL, agent_id TEXT NOT NULL, at INTEGER NOT NULL,
      json TEXT NOT NULL) STRICT, WITHOUT ROWID;
    CREATE INDEX mentions_by_agent ON mentions (agent_id, at);`,
};
