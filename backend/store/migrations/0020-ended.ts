import type { Migration } from './migration.ts';

/** How the work of a shift ended is counted every few seconds (queues/outcomes.ts), among all that ever was. */
export const ended = {
  name: '0020-ended',
  up: `
    CREATE INDEX work_item_ended ON work_item (((json->>'finishedAt')::bigint))
      WHERE state IN ('finished', 'abandoned');`,
} satisfies Migration;
