import type { Migration } from './migration.ts';

/**
 * What a team has agreed on; and what work and offers of before say of what did not exist then. By text, because `jsonb`
 * would refuse words from outside that `json` takes; every record is an object and ends with its brace.
 */
export const team = {
  name: '0008-team',
  up: `
    CREATE TABLE team (id TEXT PRIMARY KEY, json JSON NOT NULL);
    UPDATE work_item SET json = (left(rtrim(json::text), -1) || ',"skills":[],"preferredAgentId":null,"handover":null,'
      || '"participants":[],"parked":null,"disposition":null,"outcome":null}')::json;
    UPDATE offer SET json = (left(rtrim(json::text), -1) || ',"kind":"work","handover":null}')::json;`,
} satisfies Migration;
