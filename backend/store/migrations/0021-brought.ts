import type { Migration } from './migration.ts';

/**
 * Who was brought with which set (history/sets): the key begins with agent and customer, so that each set of an agent was
 * looked for among all that they were ever given.
 */
export const brought = {
  name: '0021-brought',
  up: `CREATE INDEX customer_grant_by_why ON customer_grant (agent_id, why);`,
} satisfies Migration;
