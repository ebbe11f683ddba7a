import type { Migration } from './migration.ts';

/**
 * The feed's log, who may see which customer, and the secrets agents sign in with.
 * `body` is `json`, not `jsonb`: text from outside may hold escaped NULs and lone surrogates, which `jsonb` refuses.
 * The first row belongs to nobody; it lets a cursor name a real row from the beginning.
 */
export const log = {
  name: '0001-log',
  up: `
    CREATE TABLE feed_identity (
      one boolean PRIMARY KEY DEFAULT true CHECK (one),
      incarnation text NOT NULL DEFAULT gen_random_uuid()::text,
      made_at timestamptz NOT NULL DEFAULT now()
    );
    INSERT INTO feed_identity DEFAULT VALUES;

    CREATE TABLE feed_log (
      xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
      seq bigserial NOT NULL,
      tag text NOT NULL DEFAULT substr(replace(gen_random_uuid()::text, '-', ''), 1, 12),
      audience text NOT NULL CHECK (audience IN ('nobody', 'customer', 'agent', 'team', 'leads')),
      audience_id text NOT NULL DEFAULT '',
      kind text NOT NULL,
      body json NOT NULL,
      bytes integer NOT NULL,
      PRIMARY KEY (xid, seq)
    );
    INSERT INTO feed_log (audience, kind, body, bytes) VALUES ('nobody', 'log.started', '{}', 2);

    CREATE TABLE feed_grant (
      agent_id text NOT NULL,
      customer_id text NOT NULL,
      xid xid8 NOT NULL,
      seq bigint NOT NULL,
      PRIMARY KEY (agent_id, customer_id)
    );
    CREATE INDEX feed_grant_by_customer ON feed_grant (customer_id, agent_id);
    CREATE INDEX feed_grant_by_place ON feed_grant (agent_id, xid DESC, seq DESC);

    CREATE TABLE agent_secret (
      agent_id text PRIMARY KEY,
      hash text NOT NULL,
      made_at timestamptz NOT NULL DEFAULT now()
    );`,
} satisfies Migration;
