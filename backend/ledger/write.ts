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
type Row = {
  readonly work_item_id: string;
  readonly kind: 'item' | 'offer' | 'act';
  readonly after: object | null;
  readonly offer: object | null;
  readonly agent_id: string | null;
  readonly asks: Asks | null;
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

const itemRow = (item: WorkItem, { agentId }: Cause): Row => ({
  work_item_id: item.id,
  kind: 'item',
  after: { state: item.state, holder: holderOf(item), epoch: item.epoch },
  offer: null,
  agent_id: agentId ?? holderOf(item),
  asks: asksOf(holderOf(item), item),
});
const offerRow = ({ id, workItemId, agentId, state, epoch }: Offer, item?: WorkItem): Row => ({
  work_item_id: workItemId,
  kind: 'offer',
  after: null,
  offer: { id, state, agent: agentId, epoch },
  agent_id: agentId,
  asks: state === 'ringing' ? asksOf(agentId, item) : null,
});
const actRow = ({ workItemId, epoch, entryId }: Act, { agentId }: Cause): Row => ({
  work_item_id: workItemId,
  kind: 'act',
  after: { epoch, entry: entryId },
  offer: null,
  agent_id: agentId,
  asks: null,
});

/** What was done under the old epoch, offers that end, the item, then offers that begin: as a reader must take them. */
function rowsOf({ items, offers, acts }: Moved, cause: Cause): Row[] {
  // A question to a colleague changes no hands.
  const all = [...offers].filter(({ kind }) => kind !== 'consult');
  const known = new Map([...items].map(item => [item.id, item]));
  return [
    ...acts.map(act => actRow(act, cause)),
    ...all.filter(({ state }) => state !== 'ringing').map(offer => offerRow(offer)),
    ...[...known.values()].map(item => itemRow(item, cause)),
    ...all.filter(({ state }) => state === 'ringing').map(offer => offerRow(offer, known.get(offer.workItemId))),
  ];
}

/**
 * What work asks for, of its queue and its own, and which of that its new agent has, as the tables say it: not as whoever
 * chose the agent believed it. `without`: why they may take it without. Nothing is looked up for what nobody is given.
 */
const SKILLS = `
  SELECT json_build_object(
    'asked', (SELECT coalesce(json_agg(json_build_object('name', name,
      'level', coalesce((q.json->'levels'->>name)::integer, 0))), '[]') FROM unnest(asked.names) name),
    'has', (SELECT coalesce(json_agg(json_build_object('name', own->'name', 'level', own->'level')), '[]')
      FROM json_array_elements(a.json->'skills') own WHERE own->>'name' = ANY(asked.names)),
    'without', CASE WHEN a.json->>'role' = 'lead' THEN 'lead'
      WHEN (SELECT (json->>'takeWithoutSkills')::boolean FROM team LIMIT 1) THEN 'team' END)
  FROM agent a LEFT JOIN queue q ON q.id = fresh.asks->>'queue'
  CROSS JOIN LATERAL (SELECT array_agg(name ORDER BY name) AS names FROM (
    SELECT json_array_elements_text(q.json->'skills') AS name
    UNION SELECT json_array_elements_text(fresh.asks->'skills')) s) asked
  WHERE a.id = fresh.asks->>'agent'`;

/**
 * Must come before the rows themselves are saved: what was is read from them, each by its key, for a join is planned as if
 * there were a hundred. A record written again with the same hands makes no row. The caller holds the locks of the items, so that steps follow one another.
 */
const APPEND = `
  WITH given AS MATERIALIZED (
    SELECT g.*, (SELECT o.state FROM offer o WHERE g.kind = 'offer' AND o.id = g.offer->>'id') AS offer_before, (
      SELECT json_build_object('state', w.state, 'holder', CASE WHEN w.state NOT IN (${FREE_SQL}) THEN w.holder_id END,
        'epoch', (w.json->>'epoch')::integer)
      FROM work_item w WHERE g.kind = 'item' AND w.id = g.work_item_id) AS before
    FROM json_to_recordset($1::json) AS g (
      place integer, work_item_id text, kind text, after json, offer json, agent_id text, asks json)
  ), fresh AS (
    SELECT * FROM given WHERE CASE kind
      WHEN 'item' THEN before IS NULL OR before::jsonb <> after::jsonb
      WHEN 'offer' THEN offer_before IS DISTINCT FROM offer->>'state'
      ELSE true END
  )
  INSERT INTO ledger (work_item_id, step, kind, before, after, offer, agent_id, command_id, why, skills)
  SELECT work_item_id,
    coalesce((SELECT max(step) FROM ledger l WHERE l.work_item_id = fresh.work_item_id), 0)
      + row_number() OVER (PARTITION BY work_item_id ORDER BY place),
    kind, before, after, offer, agent_id, $2, $3, (${SKILLS})
  FROM fresh ORDER BY place`;

export function ledgerRows(moved: Moved, cause: Cause): Statement[] {
  const rows = rowsOf(moved, cause).map((row, place) => ({ ...row, place }));
  return rows.length > 0 ? [{ text: APPEND, params: [JSON.stringify(rows), cause.commandId, cause.why] }] : [];
}
