import type { Migration } from './migration.ts';

/** What was reposted since a shift began is counted every few seconds (queues/outcomes.ts), among all posts that there are. */
export const reposted = {
  name: '0023-reposted',
  up: `
    CREATE INDEX entry_reposted ON entry (((json->'reposts'->-1->>'at')::bigint))
      WHERE json->'reposts' IS NOT NULL;`,
} satisfies Migration;
