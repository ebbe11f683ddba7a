import type { Migration } from './migration.ts';

/**
 * Every change of hands, for ever: rows are only added. `seq` comes from the log's own numbers, so that ledger and log
 * stand in one order; `step` counts the rows of one work item without a gap. What waited or was held when the ledger
 * began is its first row, with `why` of `ledger began`.
 */
export const ledger = {
  name: '0003-ledger',
  up: `
    CREATE TABLE ledger (
      seq bigint PRIMARY KEY DEFAULT nextval('feed_log_seq_seq'),
      tx xid8 NOT NULL DEFAULT pg_current_xact_id(),
      work_item_id text NOT NULL,
      step integer NOT NULL,
      kind text NOT NULL CHECK (kind IN ('item', 'offer', 'act')),
      before json,
      after json,
      offer json,
      agent_id text,
      command_id text,
      why text NOT NULL,
      at bigint NOT NULL DEFAULT (extract(epoch FROM clock_timestamp()) * 1000)::bigint,
      node text NOT NULL DEFAULT coalesce(nullif(current_setting('application_name'), ''), 'embedded'),
      UNIQUE (work_item_id, step)
    );

    CREATE FUNCTION ledger_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN RAISE EXCEPTION 'the ledger only grows: % refused', TG_OP; END $$;
    CREATE TRIGGER ledger_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger
      FOR EACH STATEMENT EXECUTE FUNCTION ledger_only_grows();

    INSERT INTO ledger (work_item_id, step, kind, after, why, at)
      SELECT id, 1, 'item', json_build_object('state', state, 'holder', CASE WHEN state = 'held' THEN holder_id END,
        'epoch', (json->>'epoch')::integer), 'ledger began', coalesce(held_at, entered_at)
      FROM work_item ORDER BY id;
    INSERT INTO ledger (work_item_id, step, kind, offer, agent_id, why, at)
      SELECT work_item_id, 2, 'offer', json_build_object('id', id, 'state', state, 'agent', agent_id,
        'epoch', (json->>'epoch')::integer), agent_id, 'ledger began', made_at
      FROM offer WHERE state = 'ringing' ORDER BY id;`,
} satisfies Migration;
