import type { Migration } from '../files/migrate.ts';

/** Work cached before has come back from nowhere. */
export const woken: Migration = {
  name: 'woken',
  up: `UPDATE work_items SET json = json_insert(json, '$.woken', NULL);`,
};
