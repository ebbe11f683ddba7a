import type { Migration } from './migration.ts';

/** Which node takes our words out. Null, or a node that is gone: any other one may (commands/courier.ts). */
export const carried = {
  name: '0013-carried',
  up: `ALTER TABLE outgoing ADD COLUMN node_id text;`,
} satisfies Migration;
