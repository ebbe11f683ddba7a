import type { Migration } from './migration.ts';

/** The contact centre's records: JSON as in shared/domain, beside the columns that are searched or sorted by. */
export const domain = {
  name: '0002-domain',
  up: `
    CREATE TABLE queue (id TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE, place INTEGER NOT NULL, json JSON NOT NULL);
    CREATE TABLE agent (id TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE, json JSON NOT NULL);
    -- resume: what to go back to when the desk comes back; missed: offers not answered in a row.
    CREATE TABLE presence (
      agent_id TEXT PRIMARY KEY REFERENCES agent, state TEXT NOT NULL, missed INTEGER NOT NULL DEFAULT 0,
      resume JSON, json JSON NOT NULL
    );

    -- joined_into: an unknown customer whose history went to a known one.
    CREATE TABLE customer (
      id TEXT PRIMARY KEY, known BOOLEAN NOT NULL, joined_into TEXT REFERENCES customer, json JSON NOT NULL
    );
    -- kind: the space in which an address is unique ('phone', 'email', or a network). stranger_id: the unknown
    -- customer who stands for this address while no known customer alone does.
    CREATE TABLE identity (
      id TEXT PRIMARY KEY, kind TEXT NOT NULL, address TEXT NOT NULL, stranger_id TEXT REFERENCES customer,
      UNIQUE (kind, address)
    );
    CREATE TABLE identity_link (
      identity_id TEXT NOT NULL REFERENCES identity, customer_id TEXT NOT NULL REFERENCES customer,
      known BOOLEAN NOT NULL, evidence JSON NOT NULL, PRIMARY KEY (identity_id, customer_id)
    );
    CREATE INDEX identity_link_by_customer ON identity_link (customer_id);

    CREATE SEQUENCE case_number START 40001;
    -- last_at: when the newest entry of the case happened.
    CREATE TABLE "case" (
      id TEXT PRIMARY KEY, number BIGINT NOT NULL UNIQUE, customer_id TEXT NOT NULL REFERENCES customer,
      state TEXT NOT NULL, opened_at BIGINT NOT NULL, last_at BIGINT NOT NULL, json JSON NOT NULL
    );
    CREATE INDEX case_by_last ON "case" (last_at DESC);
    CREATE INDEX case_by_customer ON "case" (customer_id, last_at DESC);
    CREATE TABLE interaction (
      id TEXT PRIMARY KEY, case_id TEXT NOT NULL REFERENCES "case", customer_id TEXT NOT NULL REFERENCES customer,
      channel TEXT NOT NULL, audience TEXT NOT NULL, handle TEXT, started_at BIGINT NOT NULL, json JSON NOT NULL
    );
    CREATE INDEX interaction_by_customer ON interaction (customer_id, started_at DESC);
    CREATE INDEX interaction_by_case ON interaction (case_id, channel, audience, handle, started_at DESC);
    -- By which names a conversation can be found again: thread, message id, external id.
    CREATE TABLE thread_key (
      customer_id TEXT NOT NULL, key TEXT NOT NULL, channel TEXT NOT NULL, audience TEXT NOT NULL,
      interaction_id TEXT NOT NULL, entry_id TEXT, PRIMARY KEY (key, customer_id, channel, audience)
    );
    CREATE INDEX thread_key_by_customer ON thread_key (customer_id);

    CREATE TABLE entry (
      id TEXT PRIMARY KEY, customer_id TEXT NOT NULL REFERENCES customer, case_id TEXT NOT NULL,
      interaction_id TEXT, at BIGINT NOT NULL, kind TEXT NOT NULL, json JSON NOT NULL
    );
    CREATE INDEX entry_by_customer ON entry (customer_id, at DESC, id DESC);
    CREATE INDEX entry_of_call ON entry (interaction_id) WHERE kind = 'call';
    -- What the intake has had: one effect for each key. record_id: an entry, or a customer.
    CREATE TABLE intake_key (
      source TEXT NOT NULL, external_id TEXT NOT NULL, type TEXT NOT NULL, record_id TEXT NOT NULL,
      customer_id TEXT NOT NULL, PRIMARY KEY (source, external_id)
    );
    CREATE INDEX intake_key_of_customers ON intake_key (external_id) WHERE type = 'customer';
    CREATE INDEX intake_key_by_customer ON intake_key (customer_id);

    CREATE TABLE work_item (
      id TEXT PRIMARY KEY, queue_id TEXT NOT NULL REFERENCES queue, customer_id TEXT NOT NULL REFERENCES customer,
      interaction_id TEXT NOT NULL REFERENCES interaction, channel TEXT NOT NULL, state TEXT NOT NULL,
      priority INTEGER NOT NULL, entered_at BIGINT NOT NULL, holder_id TEXT REFERENCES agent, held_at BIGINT,
      declined JSON NOT NULL DEFAULT '{}', json JSON NOT NULL
    );
    CREATE INDEX work_item_open ON work_item (state, priority DESC, entered_at, id)
      WHERE state IN ('waiting', 'offered', 'held');
    CREATE UNIQUE INDEX work_item_one_unfinished ON work_item (interaction_id)
      WHERE state IN ('waiting', 'offered', 'held');
    CREATE INDEX work_item_by_customer ON work_item (customer_id);
    CREATE INDEX work_item_by_holder ON work_item (holder_id, held_at DESC);

    CREATE TABLE offer (
      id TEXT PRIMARY KEY, work_item_id TEXT NOT NULL REFERENCES work_item, agent_id TEXT NOT NULL REFERENCES agent,
      state TEXT NOT NULL, made_at BIGINT NOT NULL, expires_at BIGINT NOT NULL, json JSON NOT NULL
    );
    CREATE UNIQUE INDEX offer_one_ringing_per_agent ON offer (agent_id) WHERE state = 'ringing';
    CREATE UNIQUE INDEX offer_one_ringing_per_item ON offer (work_item_id) WHERE state = 'ringing';
    CREATE INDEX offer_by_item ON offer (work_item_id);

    CREATE TABLE command (
      id TEXT PRIMARY KEY, agent_id TEXT NOT NULL, hash TEXT NOT NULL, result JSON, at BIGINT NOT NULL
    );
    -- Our words on their way out: written with the entry, removed when the outlet has answered.
    CREATE TABLE outgoing (entry_id TEXT PRIMARY KEY REFERENCES entry, at BIGINT NOT NULL);`,
} satisfies Migration;
