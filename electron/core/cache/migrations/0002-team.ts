import type { Migration } from '../files/migrate.ts';

/** What a team has agreed on; and what records cached before say of what did not exist then. */
export const team: Migration = {
  name: 'team',
  up: `
    CREATE TABLE teams (id TEXT PRIMARY KEY, version INTEGER NOT NULL, json TEXT NOT NULL) STRICT, WITHOUT ROWID;
    UPDATE work_items SET json = json_insert(json, '$.skills', json('[]'), '$.preferredAgentId', NULL,
      '$.handover', NULL, '$.participants', json('[]'), '$.parked', NULL, '$.disposition', NULL, '$.outcome', NULL);
    UPDATE offers SET json = json_insert(json, '$.kind', 'work', '$.handover', NULL);
    UPDATE agents SET json = json_insert(json, '$.capacities', json('{}'), '$.skills', json('[]'));
    UPDATE queues SET json = json_insert(json, '$.skills', json('[]'), '$.seniorSkill', NULL, '$.preferredMs', 0,
      '$.hours', NULL, '$.outside', json('{"serve":false,"reply":null}'),
      '$.wrapUp', json('{"required":false,"acwMs":null,"dispositions":[]}'));`,
};
