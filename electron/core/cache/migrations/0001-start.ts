import type { Migration } from '../files/migrate.ts';

/**
 * `entries` is clustered by customer and time: a cold customer is read from neighbouring pages, not from all over the
 * file. `places` finds an entry by id, by search row or by the command that asked for it. `tallies` count entries per
 * 2^28 ms (3.1 days) so that no count walks a long history.
 */
export const start: Migration = {
  name: 'start',
  up: `
    CREATE TABLE customers (id TEXT PRIMARY KEY, version INTEGER NOT NULL, json TEXT NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE cases (
      id TEXT PRIMARY KEY, version INTEGER NOT NULL, customer_id TEXT NOT NULL, json TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX cases_by_customer ON cases (customer_id);
    CREATE TABLE interactions (
      id TEXT PRIMARY KEY, version INTEGER NOT NULL, customer_id TEXT NOT NULL, json TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX interactions_by_customer ON interactions (customer_id);

    CREATE TABLE entries (
      customer_id TEXT NOT NULL, at INTEGER NOT NULL, id TEXT NOT NULL,
      kind TEXT NOT NULL, channel TEXT NOT NULL, direction TEXT NOT NULL, audience TEXT NOT NULL, handle TEXT NOT NULL,
      json TEXT NOT NULL,
      PRIMARY KEY (customer_id, at, id)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE places (
      search_id INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE, version INTEGER NOT NULL, customer_id TEXT NOT NULL, at INTEGER NOT NULL, command_id TEXT
    ) STRICT;
    CREATE INDEX places_by_command ON places (command_id) WHERE command_id IS NOT NULL;
    CREATE TABLE email_html (entry_id TEXT PRIMARY KEY, html TEXT NOT NULL) STRICT;
    CREATE TABLE tallies (
      customer_id TEXT NOT NULL, bucket INTEGER NOT NULL,
      kind TEXT NOT NULL, channel TEXT NOT NULL, direction TEXT NOT NULL, audience TEXT NOT NULL, handle TEXT NOT NULL,
      count INTEGER NOT NULL,
      PRIMARY KEY (customer_id, bucket, kind, channel, direction, audience, handle)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE completeness (
      customer_id TEXT PRIMARY KEY, reached_at INTEGER, reached_id TEXT, older INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE VIRTUAL TABLE search USING fts5(
      words, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 2"
    );

    CREATE TABLE work_items (
      id TEXT PRIMARY KEY, version INTEGER NOT NULL, state TEXT NOT NULL, holder_id TEXT, interaction_id TEXT NOT NULL,
      held_at INTEGER, json TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX work_items_by_holder ON work_items (holder_id, state, held_at);
    CREATE TABLE offers (
      id TEXT PRIMARY KEY, version INTEGER NOT NULL, agent_id TEXT NOT NULL, state TEXT NOT NULL,
      made_at INTEGER NOT NULL, json TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX offers_by_agent ON offers (agent_id, made_at);
    CREATE TABLE presences (id TEXT PRIMARY KEY, version INTEGER NOT NULL, json TEXT NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE queues (id TEXT PRIMARY KEY, version INTEGER NOT NULL, json TEXT NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE agents (id TEXT PRIMARY KEY, version INTEGER NOT NULL, json TEXT NOT NULL) STRICT, WITHOUT ROWID;

    CREATE TABLE set_aside (
      event_id TEXT PRIMARY KEY, at INTEGER NOT NULL, reason TEXT NOT NULL,
      customer_id TEXT, entry_id TEXT, entry_at INTEGER
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX set_aside_by_customer ON set_aside (customer_id) WHERE customer_id IS NOT NULL;
    CREATE INDEX set_aside_by_entry ON set_aside (entry_id) WHERE entry_id IS NOT NULL;
    CREATE TABLE feed_state (
      one INTEGER PRIMARY KEY CHECK (one = 1), cursor TEXT, incarnation TEXT, complete_to INTEGER
    ) STRICT;
    INSERT INTO feed_state (one) VALUES (1);`,
};
