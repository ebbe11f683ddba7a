import type { Migration } from './migration.ts';

/** When an offer was written down, by the one database's clock: nodes that come and go need not agree about the time. */
export const ringsSince = {
  name: '0016-rings-since',
  up: `
    ALTER TABLE offer ADD COLUMN rings_since bigint NOT NULL DEFAULT (extract(epoch FROM clock_timestamp()) * 1000)::bigint;`,
} satisfies Migration;
