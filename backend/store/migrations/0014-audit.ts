import type { Migration } from './migration.ts';

/**
 * What matters for security, for as long as the policy says. `audit_note` is where anybody writes, in a transaction of
 * theirs or in one of its own; from there rows go into `audit`, one after the other, each with the hash of the one before
 * (backend/audit/chain.ts). Nothing in `audit` is changed, and only its beginning goes, by backend/audit/prune.ts.
 */
export const audit = {
  name: '0014-audit',
  up: `
    CREATE TABLE audit_note (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      at bigint NOT NULL DEFAULT (extract(epoch FROM clock_timestamp()) * 1000)::bigint,
      until bigint NOT NULL DEFAULT (extract(epoch FROM clock_timestamp()) * 1000)::bigint,
      count integer NOT NULL DEFAULT 1 CHECK (count > 0),
      kind text NOT NULL,
      agent_id text,
      session_id text,
      remote text,
      what text NOT NULL,
      about text,
      about_agent text,
      outcome text NOT NULL,
      node text NOT NULL DEFAULT coalesce(nullif(current_setting('application_name'), ''), 'embedded')
    );
    CREATE TABLE audit (
      seq bigint PRIMARY KEY,
      at bigint NOT NULL,
      until bigint NOT NULL,
      count integer NOT NULL,
      kind text NOT NULL,
      agent_id text,
      session_id text,
      remote text,
      what text NOT NULL,
      about text,
      about_agent text,
      outcome text NOT NULL,
      node text NOT NULL,
      prev text NOT NULL,
      hash text NOT NULL
    );
    CREATE INDEX audit_by_time ON audit (at);

    CREATE FUNCTION audit_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP = 'DELETE' AND current_setting('foreword.audit', true) = 'by policy' THEN RETURN NULL; END IF;
        RAISE EXCEPTION 'the audit only grows: % refused', TG_OP;
      END $$;
    CREATE TRIGGER audit_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
      FOR EACH STATEMENT EXECUTE FUNCTION audit_only_grows();`,
} satisfies Migration;
