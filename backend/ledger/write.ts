// The ledger's rows, made of what a transaction is about to write. Called by records/changes.ts and by nobody else.
import type { Offer } from '../../shared/domain/offer.ts';
import type { WorkItem } from '../../shared/domain/work.ts';
import type { Statement } from '../store/db.ts';
import type { Act, Cause } from './cause.ts';

type Moved = {
  readonly items: Iterable<WorkItem>;
  readonly offers: Iterable<Offer>;
  readonly acts: readonly Act[];
};
/** To whom work is offered or given, and what it asks for beside what its queue does. */
type Asks = { readonly agent: string; readonly queue: string; readonly skills: readonly string[] };

/** In these an item is in nobody's hands, whoever had it last. */
const FREE: readonly WorkItem['state'][] = ['waiting', 'offered', 'finished', 'abandoned'];
const FREE_SQL = FREE.map(state => `'${state}'`).join(', ');

const holderOf = ({ state, holderId }: WorkItem) => (FREE.includes(state) ? null : holderId);

/** Records that were stored before there were skills ask for none. */
const asksOf = (agent: string | null, item?: WorkItem): Asks | null =>
  agent === null || !item ? null : { agent, queue: item.queueId, skills: item.skills ?? [] };

const ASKS = '$8::json';
/**
 * What work asks for, of its queue and its own, and which of that its new agent has, as the tables say it: not as whoever
 * chose the agent believed it. `without`: why they may take it without. Nothing is looked up for what nobody is given.
 */
const SKILLS = `(
  SELECT json_build_object(
    'asked', (SELECT coalesce(json_agg(json_build_object('name', name,
      'level', coalesce((q.json->'levels'->>name)::integer, 0))), '[]') FROM unnest(asked.names) name),
    'has', (SELECT coalesce(json_agg(json_build_object('name', own->'name', 'level', own->'level')), '[]')
      FROM json_array_elements(a.json->'skills') own WHERE own->>'name' = ANY(asked.names)),
    'without', CASE WHEN a.json->>'role' = 'lead' THEN 'lead'
      WHEN (SELECT (json->>'takeWithoutSkills')::boolean FROM team LIMIT 1) THEN 'team' END)
  FROM agent a LEFT JOIN queue q ON q.id = ${ASKS}->>'queue'
  CROSS JOIN LATERAL (SELECT array_agg(name ORDER BY name) AS names FROM (
    SELECT json_array_elements_text(q.json->'skills') AS name
    UNION SELECT json_array_elements_text(${ASKS}->'skills')) s) asked
  WHERE a.id = ${ASKS}->>'agent')`;

/** Steps follow one another, as the caller holds the item's lock. */
const COLUMNS = `INSERT INTO ledger (work_item_id, agent_id, command_id, why, step, kind, before, after, offer, skills)
  SELECT $1, $2::text, $3::text, $4, coalesce((SELECT max(step) FROM ledger WHERE work_item_id = $1), 0) + 1`;

const HOLDER_BEFORE = `CASE WHEN w.state NOT IN (${FREE_SQL}) THEN w.holder_id END`;
const EPOCH_BEFORE = `(w.json->>'epoch')::integer`;
/** A record written again with the same hands makes no row. */
const itemInto = (skills: string): string => `${COLUMNS}, 'item',
    CASE WHEN w.id IS NOT NULL
      THEN json_build_object('state', w.state, 'holder', ${HOLDER_BEFORE}, 'epoch', ${EPOCH_BEFORE}) END,
    json_build_object('state', $5::text, 'holder', $6::text, 'epoch', $7::integer), NULL, ${skills}
  FROM (SELECT) AS one LEFT JOIN work_item w ON w.id = $1
  WHERE w.id IS NULL
    OR (w.state, ${HOLDER_BEFORE}, ${EPOCH_BEFORE}) IS DISTINCT FROM ($5::text, $6::text, $7::integer)`;
const offerInto = (skills: string): string => `${COLUMNS}, 'offer', NULL, NULL,
    json_build_object('id', $5::text, 'state', $6::text, 'agent', $2::text, 'epoch', $7::integer), ${skills}
  WHERE NOT EXISTS (SELECT FROM offer WHERE id = $5 AND state = $6)`;
const ACT = `${COLUMNS}, 'act', NULL, json_build_object('epoch', $5::integer, 'entry', $6::text), NULL, NULL`;

const ITEM = { asking: itemInto(SKILLS), free: itemInto('NULL') };
const OFFER = { asking: offerInto(SKILLS), free: offerInto('NULL') };

const asking = (into: typeof ITEM, params: readonly unknown[], asks: Asks | null): Statement =>
  asks ? { text: into.asking, params: [...params, JSON.stringify(asks)] } : { text: into.free, params };

function itemRow(item: WorkItem, { agentId, commandId, why }: Cause): Statement {
  const holder = holderOf(item);
  const params = [item.id, agentId ?? holder, commandId, why, item.state, holder, item.epoch];
  return asking(ITEM, params, asksOf(holder, item));
}

function offerRow({ id, workItemId, agentId, state, epoch }: Offer, { commandId, why }: Cause, item?: WorkItem) {
  const params = [workItemId, agentId, commandId, why, id, state, epoch];
  return asking(OFFER, params, state === 'ringing' ? asksOf(agentId, item) : null);
}

const actRow = ({ workItemId, epoch, entryId }: Act, { agentId, commandId, why }: Cause): Statement => ({
  text: ACT,
  params: [workItemId, agentId, commandId, why, epoch, entryId],
});

/**
 * What was done under the old epoch, offers that end, the item, then offers that begin: as a reader must take them. Must come
 * before the records themselves are saved: what was is read from them, each by its key.
 */
export function ledgerRows({ items, offers, acts }: Moved, cause: Cause): Statement[] {
  // A question to a colleague changes no hands.
  const all = [...offers].filter(({ kind }) => kind !== 'consult');
  const known = new Map([...items].map(item => [item.id, item]));
  const begin = all.filter(({ state }) => state === 'ringing');
  return [
    ...acts.map(act => actRow(act, cause)),
    ...all.filter(({ state }) => state !== 'ringing').map(offer => offerRow(offer, cause)),
    ...[...known.values()].map(item => itemRow(item, cause)),
    ...begin.map(offer => offerRow(offer, cause, known.get(offer.workItemId))),
  ];
}
