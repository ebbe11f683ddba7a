import type { Migration } from './migration.ts';

/**
 * Introductions of agents, one of each for a handle and a shift. What waits to go out may be an act under one of our
 * handles, too, which is no entry: `act` says what, `line` what it must not overtake.
 */
export const publicActs = {
  name: '0014-public-acts',
  up: `
    CREATE TABLE introduction (
      id text PRIMARY KEY, agent_id text NOT NULL REFERENCES agent, channel text NOT NULL, handle text NOT NULL,
      shift_from bigint NOT NULL, at bigint NOT NULL, json json NOT NULL,
      UNIQUE (agent_id, channel, handle, shift_from)
    );
    CREATE INDEX introduction_by_age ON introduction (at DESC);
    ALTER TABLE outgoing DROP CONSTRAINT outgoing_entry_id_fkey;
    ALTER TABLE outgoing ADD COLUMN line text;
    ALTER TABLE outgoing ADD COLUMN act json;`,
} satisfies Migration;
