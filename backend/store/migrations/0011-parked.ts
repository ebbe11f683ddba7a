import type { Migration } from './migration.ts';

/** What is set aside, and what came back by itself, is looked through every few seconds (routing/parked.ts). */
export const parked = {
  name: '0011-parked',
  up: `
    CREATE INDEX work_item_aside ON work_item (id)
      WHERE state = 'held' AND (json->>'parked' IS NOT NULL OR json->>'woken' IS NOT NULL);`,
} satisfies Migration;
