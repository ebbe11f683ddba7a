import type { Migration } from './migration.ts';

/** When rows were written, so that old ones can go. What is there already counts as written today. */
export const age = {
  name: '0006-age',
  up: `
    ALTER TABLE feed_log ADD COLUMN at timestamptz NOT NULL DEFAULT now();
    CREATE INDEX command_by_age ON command (at);`,
} satisfies Migration;
