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
};

/** In these an item is in nobody's hands, whoever had it last. */
const FREE: readonly WorkItem['state'][] = ['waiting', 'offered', 'finished', 'abandoned'];
const FREE_SQL = FREE.map(state => `'${state}'`).join(', ');

const holderOf = ({ state, holderId }: WorkItem) => (FREE.includes(state) ? null : holderId);

const itemRow = (item: WorkItem, { agentId }: Cause): Row => ({
  work_item_id: item.id,
  kind: 'item',
  after: { state: item.state, holder: holderOf(item), epoch: item.epoch },
  offer: null,
  agent_id: agentId ?? holderOf(item),
});
const offerRow = ({ id, workItemId, agentId, state, epoch }: Offer): Row => ({
  work_item_id: workItemId,
  kind: 'offer',
  after: null,
  offer: { id, state, agent: agentId, epoch },
  agent_id: agentId,
});
const actRow = ({ workItemId, epoch, entryId }: Act, { agentId }: Cause): Row => ({
  work_item_id: workItemId,
  kind: 'act',
  after: { epoch, entry: entryId },
  offer: null,
  agent_id: agentId,
});

/** What was done under the old epoch, offers that end, the item, then offers that begin: as a reader must take them. */
function rowsOf({ items, offers, acts }: Moved, cause: Cause): Row[] {
  // A question to a colleague changes no hands.
  const all = [...offers].filter(({ kind }) => kind !== 'consult');
  return [
    ...acts.map(act => actRow(act, cause)),
    ...all.filter(({ state }) => state !== 'ringing').map(offerRow),
    ...[...items].map(item => itemRow(item, cause)),
    ...all.filter(({ state }) => state === 'ringing').map(offerRow),
  ];
}

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
      place integer, work_item_id text, kind text, after json, offer json, agent_id text)
  ), fresh AS (
    SELECT * FROM given WHERE CASE kind
      WHEN 'item' THEN before IS NULL OR before::jsonb <> after::jsonb
      WHEN 'offer' THEN offer_before IS DISTINCT FROM offer->>'state'
      ELSE true END
  )
  INSERT INTO ledger (work_item_id, step, kind, before, after, offer, agent_id, command_id, why)
  SELECT work_item_id,
    coalesce((SELECT max(step) FROM ledger l WHERE l.work_item_id = fresh.work_item_id), 0)
      + row_number() OVER (PARTITION BY work_item_id ORDER BY place),
    kind, before, after, offer, agent_id, $2, $3
  FROM fresh ORDER BY place`;

export function ledgerRows(moved: Moved, cause: Cause): Statement[] {
  const rows = rowsOf(moved, cause).map((row, place) => ({ ...row, place }));
  return rows.length > 0 ? [{ text: APPEND, params: [JSON.stringify(rows), cause.commandId, cause.why] }] : [];
}
