import type { Migration } from './migration.ts';

/**
 * What was erased: ids and hashes, for ever, and nothing that says who it was. `place` counts them in the order of their
 * commits, which INTAKE_TURN makes one. `erased_key`: records of a source that are not taken again, by a hash with this
 * database's salt. `desk_seen`: who may have something to erase; `erasure_receipt`: who has.
 */
export const erasures = {
  name: '0017-erasures',
  up: `
    ALTER TABLE customer ADD COLUMN erased_at bigint;
    CREATE TABLE erasure (
      place bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, id text NOT NULL UNIQUE, customer_id text NOT NULL,
      alias_ids text[] NOT NULL, entry_id text, at bigint NOT NULL, reason text NOT NULL, by_agent text, records integer NOT NULL, proof text NOT NULL
    );
    CREATE INDEX erasure_by_customer ON erasure (customer_id);
    CREATE TABLE erasure_salt (one boolean PRIMARY KEY DEFAULT true CHECK (one), salt text NOT NULL);
    INSERT INTO erasure_salt (salt) VALUES (replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''));
    CREATE TABLE erased_key (hash text PRIMARY KEY, erasure_id text NOT NULL);
    CREATE INDEX erased_key_by_erasure ON erased_key (erasure_id);
    CREATE TABLE desk_seen (
      agent_id text NOT NULL, desk_id text NOT NULL, first_at bigint NOT NULL, seen_at bigint NOT NULL,
      PRIMARY KEY (agent_id, desk_id)
    );
    CREATE TABLE erasure_receipt (
      erasure_id text NOT NULL, agent_id text NOT NULL, desk_id text NOT NULL, at bigint NOT NULL,
      PRIMARY KEY (erasure_id, agent_id, desk_id)
    );`,
} satisfies Migration;
