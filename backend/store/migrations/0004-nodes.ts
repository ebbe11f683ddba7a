import type { Migration } from './migration.ts';

/**
 * Backend processes on one database, and which of them each agent's desk is connected to. `beat_at` is the database's own
 * clock, so that nodes need not agree on the time. A session goes with its node.
 */
export const nodes = {
  name: '0004-nodes',
  up: `
    CREATE TABLE node (id text PRIMARY KEY, beat_at timestamptz NOT NULL DEFAULT clock_timestamp());
    -- id: of the desk's session; it begins with its time, so that of two nodes the newer session counts.
    CREATE TABLE session (
      agent_id text PRIMARY KEY REFERENCES agent, id text NOT NULL,
      node_id text NOT NULL REFERENCES node ON DELETE CASCADE
    );
    CREATE INDEX session_by_node ON session (node_id);`,
} satisfies Migration;
