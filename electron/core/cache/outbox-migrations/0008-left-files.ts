import type { Migration } from '../files/migrate.ts';

/**
 * Files whose reply the backend has taken stay until they are delivered, for a network may still refuse them. `left_at`: when
 * their command went out of the outbox; null: it is there, or they are of a draft. Backend's clock.
 */
export const leftFiles: Migration = {
  name: 'left files',
  up: 'ALTER TABLE out_files ADD COLUMN left_at INTEGER;',
};
