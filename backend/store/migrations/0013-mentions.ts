import type { Migration } from './migration.ts';

/** Notices to colleagues who are named in a note. */
export const mentions = {
  name: '0013-mentions',
  up: `
    CREATE TABLE mention (
      id text PRIMARY KEY, agent_id text NOT NULL REFERENCES agent, at bigint NOT NULL, json json NOT NULL
    );
    CREATE INDEX mention_by_agent ON mention (agent_id, at DESC);`,
} satisfies Migration;
