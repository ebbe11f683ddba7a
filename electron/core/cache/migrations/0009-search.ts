import type { Migration } from '../files/migrate.ts';

/**
 * The index is made anew in the background, newest first: `search_state.todo` says below which row it is not yet, and how
 * far the names of customers and cases are. `names`: the words by which a customer or a case is known. `known_values`: our
 * accounts, agents and languages, for completing a filter and for what it means.
 */
export const search: Migration = {
  name: 'search',
  up: `
    DROP TABLE search;
    CREATE VIRTUAL TABLE search USING fts5(words, content='', contentless_delete=1, tokenize='ascii');
    CREATE TABLE search_state (
      one INTEGER PRIMARY KEY CHECK (one = 1), todo INTEGER, customers_after TEXT, cases_after TEXT
    ) STRICT;
    INSERT INTO search_state (one, todo, customers_after, cases_after) VALUES (1,
      (SELECT CASE WHEN EXISTS (SELECT 1 FROM places) THEN 9007199254740991 END),
      (SELECT CASE WHEN EXISTS (SELECT 1 FROM customers) THEN '' END),
      (SELECT CASE WHEN EXISTS (SELECT 1 FROM cases) THEN '' END));
    CREATE TABLE names (word TEXT NOT NULL, ref TEXT NOT NULL, PRIMARY KEY (word, ref)) STRICT, WITHOUT ROWID;
    CREATE TABLE known_values (
      kind TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (kind, value)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX cases_by_number ON cases (json ->> '$.number');`,
};
