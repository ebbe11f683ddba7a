import type { Migration } from './migration.ts';

/**
 * Erasures of customers with so many entries that these go first, in several transactions: what was asked for, until it is
 * done, and the ids of what went, for the proof. Nothing that says who it is.
 */
export const erasuresOpen = {
  name: '0018-erasures-open',
  up: `
    CREATE TABLE erasure_open (id text PRIMARY KEY, asked json NOT NULL);
    CREATE TABLE erasure_part (erasure_id text NOT NULL REFERENCES erasure_open ON DELETE CASCADE, records text[] NOT NULL);
    CREATE INDEX erasure_part_by_erasure ON erasure_part (erasure_id);`,
} satisfies Migration;
