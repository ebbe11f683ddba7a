import type { Migration } from './migration.ts';

/**
 * What leads are told of, for the last days: see `backend/queues/notices.ts`. `outside_seen`: whether the item came outside
 * the hours of its queue has been looked at, and was answered then; what waits already is left alone.
 */
export const leadNotices = {
  name: '0012-lead-notices',
  up: `
    CREATE TABLE lead_notice (id text PRIMARY KEY, at bigint NOT NULL, json json NOT NULL);
    CREATE INDEX lead_notice_by_age ON lead_notice (at DESC);
    ALTER TABLE work_item ADD COLUMN outside_seen boolean NOT NULL DEFAULT true;
    ALTER TABLE work_item ALTER COLUMN outside_seen SET DEFAULT false;`,
} satisfies Migration;
