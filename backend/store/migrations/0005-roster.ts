import type { Migration } from './migration.ts';

/**
 * Agents as the company's roster has them. `by_roster`: the seed of a start leaves them alone, else a restart would give
 * back a right that was taken. `customer_grant`: reasons to see a customer that follow from no record, each with an end.
 */
export const roster = {
  name: '0005-roster',
  up: `
    ALTER TABLE agent ADD COLUMN disabled boolean NOT NULL DEFAULT false;
    ALTER TABLE agent ADD COLUMN by_roster boolean NOT NULL DEFAULT false;
    CREATE TABLE customer_grant (
      agent_id text NOT NULL, customer_id text NOT NULL, why text NOT NULL, until bigint NOT NULL,
      PRIMARY KEY (agent_id, customer_id, why)
    );
    CREATE INDEX customer_grant_by_customer ON customer_grant (customer_id);`,
} satisfies Migration;
