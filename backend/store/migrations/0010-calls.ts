import type { Migration } from './migration.ts';

/** What the exchange is still to be asked, in order: written with the command's effect, removed when it has answered. */
export const calls = {
  name: '0010-calls',
  up: `
    CREATE TABLE call_ask (
      id text PRIMARY KEY, place bigint GENERATED ALWAYS AS IDENTITY, call_id text NOT NULL,
      entry_id text NOT NULL REFERENCES entry, ask json NOT NULL, at bigint NOT NULL
    );
    CREATE INDEX call_ask_by_entry ON call_ask (entry_id);`,
} satisfies Migration;
