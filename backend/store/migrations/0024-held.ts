import type { Migration } from './migration.ts';

/**
 * What waits and what is held is asked at each turn of the router, each by an index of its own. The one for both kept a place for
 * all that had been held since the last vacuum, and each turn read them; an agent's next piece stands where their last one did.
 */
export const held = {
  name: '0024-held',
  up: `
    CREATE INDEX work_item_waiting ON work_item (priority DESC, entered_at, id) WHERE state = 'waiting';
    CREATE INDEX work_item_held ON work_item (holder_id) WHERE state = 'held';
    DROP INDEX work_item_open;`,
} satisfies Migration;
