import type { Migration } from '../files/migrate.ts';

/**
 * `next_at`: the newest entry that is known not to be here is no newer than this, in the backend's time; null: not known.
 * So what went for its age is not asked for again. The indexes are of what is open: few, among all that is finished.
 */
export const fill: Migration = {
  name: 'fill',
  up: `
    ALTER TABLE completeness ADD COLUMN next_at INTEGER;
    CREATE INDEX work_items_open ON work_items (state) WHERE state IN ('waiting', 'offered', 'held');
    CREATE INDEX offers_ringing ON offers (state) WHERE state = 'ringing';`,
};
