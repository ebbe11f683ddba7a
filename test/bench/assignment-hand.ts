// The cycle as one would write it by hand for exactly this: the same rows (offer, work item, ledger, log, entries,
// commands), each written by a statement of its own with its key. It looks at what no router may leave out: that the agent is
// there, free and the holder, that the offer still rings, under which epoch, and whether the command came before. No other
// rule, right or reason.
import type { Queryable, Store } from '../../backend/store/db.ts';
import { QUEUE } from './assignment-work.ts';

/** `keep`: columns of its one row that later statements name as `:column`. */
type Statement = { readonly sql: string; readonly keep?: readonly string[] };
type Transaction = readonly Statement[];

const AGENT = `('agent-' || :client_id::text)`;
const NOW = `(extract(epoch FROM clock_timestamp()) * 1000)::bigint`;
const hands = (state: string, holder: string, epoch: string) =>
  `json_build_object('state', '${state}', 'holder', ${holder}, 'epoch', ${epoch})`;
const becomes = (change: string) => `json = (json::jsonb || jsonb_build_object(${change}))::json`;
/** The newest versions of item and offer, as the feed tells them. */
const toldItem = (audience: string) =>
  `(SELECT '${audience}', ${audience === 'agent' ? AGENT : 'customer_id'}, 'work.changed',
     json_build_object('kind', 'work.changed', 'workItem', json) FROM work_item WHERE id = :item)`;
const toldOffer = `(SELECT 'agent', agent_id, 'offer.changed',
   json_build_object('kind', 'offer.changed', 'offer', json) FROM offer WHERE id = :offer)`;
const toldEntry = `(SELECT 'customer', customer_id, 'entry.changed',
   json_build_object('kind', 'entry.changed', 'entry', json) FROM entry WHERE id = :entry)`;
const tell = (...told: readonly string[]): Statement => ({
  sql: `INSERT INTO feed_log (audience, audience_id, kind, body, bytes)
    SELECT audience, id, kind, body, octet_length(body::text) FROM (${told.join(' UNION ALL ')})
      AS told (audience, id, kind, body)`,
});
const event = (name: string): Statement => ({
  sql: `INSERT INTO entry (id, customer_id, case_id, interaction_id, at, kind, json)
    SELECT id, customer_id, case_id, NULL, at, 'event', json_build_object('kind', 'event', 'id', id, 'version', 1,
      'customerId', customer_id, 'caseId', case_id, 'interactionId', NULL, 'at', at, 'channel', 'internal',
      'direction', 'internal', 'audience', 'internal', 'handle', NULL, 'author', json_build_object('kind', 'agent',
      'name', ${AGENT}, 'address', NULL, 'agentId', ${AGENT}), 'text', '', 'language', NULL, 'replyTo', NULL,
      'sourceUrl', NULL, 'attachments', '[]'::json, 'editedAt', NULL, 'deletedAt', NULL, 'truncated', false,
      'delivery', NULL, 'event', json_build_object('name', '${name}', 'detail', NULL))
    FROM (SELECT gen_random_uuid()::text AS id, customer_id, json->>'caseId' AS case_id, ${NOW} AS at
      FROM work_item WHERE id = :item) AS made RETURNING id AS entry`,
  keep: ['entry'],
});
const command: Statement = {
  sql: `INSERT INTO command (id, agent_id, hash, result, at) SELECT gen_random_uuid()::text, id,
    encode(sha256(convert_to(:item, 'UTF8')), 'hex'), json_build_object('ok', true, 'entryId', NULL), ${NOW}
    FROM (SELECT id FROM agent WHERE id = ${AGENT} AND NOT disabled FOR SHARE) AS asking
    ON CONFLICT DO NOTHING RETURNING id AS command`,
  keep: ['command'],
};

const offer: Transaction = [
  { sql: `SELECT missed FROM presence WHERE agent_id = ${AGENT} AND state = 'available' FOR UPDATE`, keep: ['missed'] },
  {
    sql: `SELECT id AS item, (json->>'epoch')::integer AS epoch FROM work_item
      WHERE state = 'waiting' AND queue_id = '${QUEUE}'
        AND NOT EXISTS (SELECT FROM offer WHERE agent_id = ${AGENT} AND state = 'ringing')
        AND NOT EXISTS (SELECT FROM (SELECT holder_id FROM work_item WHERE state = 'held' OFFSET 0) AS held
          WHERE holder_id = ${AGENT})
      ORDER BY priority DESC, entered_at, id LIMIT 1 FOR UPDATE SKIP LOCKED`,
    keep: ['item', 'epoch'],
  },
  { sql: `UPDATE work_item SET state = 'offered', ${becomes(`'state', 'offered', 'version', 2`)} WHERE id = :item` },
  {
    sql: `INSERT INTO offer (id, work_item_id, agent_id, state, made_at, expires_at, json)
      SELECT made.id, w.id, ${AGENT}, 'ringing', at, at + 30000, json_build_object('id', made.id, 'version', 1,
        'workItemId', w.id, 'agentId', ${AGENT}, 'queueId', queue_id, 'customerId', customer_id,
        'caseId', json->'caseId', 'interactionId', interaction_id, 'channel', channel, 'queueName', json->'queueName',
        'customerName', json->'customerName', 'from', json->'from', 'subject', json->'subject',
        'enteredAt', entered_at, 'epoch', json->'epoch', 'why', 'next', 'madeAt', at, 'expiresAt', at + 30000,
        'state', 'ringing', 'declineReason', NULL, 'withdrawnWhy', NULL, 'kind', 'work', 'handover', NULL)
      FROM work_item w, (SELECT gen_random_uuid()::text AS id, ${NOW} AS at) AS made WHERE w.id = :item
      RETURNING id AS offer`,
    keep: ['offer'],
  },
  {
    sql: `INSERT INTO ledger (work_item_id, step, kind, before, after, offer, agent_id, command_id, why) VALUES
      (:item, 2, 'item', ${hands('waiting', 'NULL', ':epoch::integer')},
        ${hands('offered', 'NULL', ':epoch::integer')}, NULL, NULL, NULL, 'routed'),
      (:item, 3, 'offer', NULL, NULL, json_build_object('id', :offer::text, 'state', 'ringing', 'agent', ${AGENT},
        'epoch', :epoch::integer), ${AGENT}, NULL, 'routed')`,
  },
  tell(toldItem('customer'), toldOffer),
];

const accept: Transaction = [
  command,
  { sql: `SELECT json FROM work_item WHERE id = :item FOR UPDATE` },
  {
    sql: `UPDATE offer SET state = 'accepted', ${becomes(`'state', 'accepted', 'version', 2`)}
      WHERE id = :offer AND agent_id = ${AGENT} AND state = 'ringing' AND expires_at > ${NOW}`,
  },
  {
    sql: `UPDATE work_item SET state = 'held', holder_id = ${AGENT}, held_at = ${NOW}, ${becomes(
      `'state', 'held', 'version', 3, 'epoch', :epoch::integer + 1, 'holderId', ${AGENT}, 'heldAt', ${NOW}`,
    )} WHERE id = :item AND state = 'offered' AND (json->>'epoch')::integer = :epoch::integer`,
  },
  { sql: `UPDATE presence SET missed = 0 WHERE agent_id = ${AGENT} AND missed > 0` },
  event('assigned'),
  {
    sql: `INSERT INTO ledger (work_item_id, step, kind, before, after, offer, agent_id, command_id, why) VALUES
      (:item, 4, 'offer', NULL, NULL, json_build_object('id', :offer::text, 'state', 'accepted', 'agent', ${AGENT},
        'epoch', :epoch::integer), ${AGENT}, :command, 'offer.accept'),
      (:item, 5, 'item', ${hands('offered', 'NULL', ':epoch::integer')},
        ${hands('held', AGENT, ':epoch::integer + 1')}, NULL, ${AGENT}, :command, 'offer.accept')`,
  },
  tell(toldOffer, toldItem('customer'), toldItem('agent'), toldEntry),
];

const finish: Transaction = [
  command,
  { sql: `SELECT json FROM work_item WHERE id = :item FOR UPDATE` },
  {
    sql: `UPDATE work_item SET state = 'finished', ${becomes(
      `'state', 'finished', 'version', 4, 'epoch', :epoch::integer + 2, 'finishedAt', ${NOW}, 'outcome', 'done',
       'disposition', NULL, 'endedBy', 'agent'`,
    )} WHERE id = :item AND state = 'held' AND holder_id = ${AGENT}
       AND (json->>'epoch')::integer = :epoch::integer + 1`,
  },
  event('finished'),
  {
    sql: `INSERT INTO ledger (work_item_id, step, kind, before, after, offer, agent_id, command_id, why) VALUES
      (:item, 6, 'item', ${hands('held', AGENT, ':epoch::integer + 1')},
        ${hands('finished', 'NULL', ':epoch::integer + 2')}, NULL, ${AGENT}, :command, 'work.finish')`,
  },
  tell(toldItem('customer'), toldItem('agent'), toldEntry),
];

const CYCLE: readonly Transaction[] = [offer, accept, finish];

const line = (sql: string): string => sql.replaceAll(/\s+/g, ' ').trim();

/** For `pgbench -M prepared -f`. `client_id` is pgbench's own. */
export const pgbenchScript = (): string =>
  CYCLE.flatMap(transaction => [
    'BEGIN;',
    ...transaction.map(({ sql, keep }) => `${line(sql)}${keep ? ' \\gset' : ';'}`),
    'COMMIT;',
  ]).join('\n');

type Vars = Record<string, unknown>;

async function runStatement(tx: Queryable, { sql, keep = [] }: Statement, vars: Vars): Promise<void> {
  const params: unknown[] = [];
  // A cast (`::text`) is no name.
  const text = sql.replaceAll(/(?<!:):([a-z_]+)/g, (_, name: string) => `$${params.push(vars[name])}`);
  const [row] = await tx.query<Vars>(text, params);
  for (const column of keep) vars[column] = row![column];
}

/** The same by this program's own store, one cycle after the other as this agent (its number). Milliseconds of each. */
export async function byHand(db: Store, times: number, session = 0): Promise<number[]> {
  const cycles: number[] = [];
  for (let n = 0; n < times; n++) {
    const start = performance.now();
    const vars: Vars = { client_id: String(session) };
    for (const transaction of CYCLE)
      await db.transaction(async tx => {
        for (const statement of transaction) await runStatement(tx, statement, vars);
      });
    cycles.push(performance.now() - start);
  }
  return cycles;
}
