// The ledger's rows, made of what a transaction is about to write. Called by records/changes.ts and by nobody else.
import type { Offer } from '../../shared/domain/offer.ts';
import type { WorkItem } from '../../shared/domain/work.ts';
import type { Tx } from '../store/db.ts';
import type { Act, Cause } from './cause.ts';

type Moved = { readonly items: Iterable<WorkItem>; readonly offers: Iterable<Offer>; readonly acts: readonly Act[] };
type Row = {
  readonly place: number;
  readonly work_item_id: string;
  readonly kind: 'item' | 'offer' | 'act';
  readonly after: object | null;
  readonly offer: object | null;
  readonly agent_id: string | null;
};

/** An item that was finished or given back belongs to nobody, whoever had it last. */
const handsOf = ({ state, holderId, epoch }: WorkItem) => ({
  state,
  holder: state === 'held' ? holderId : null,
  epoch,
});
const offerOf = ({ id, state, agentId, epoch }: Offer) => ({ id, state, agent: agentId, epoch });

/** What was done under the old epoch, offers that end, the item, then offers that begin: as a reader must take them. */
function rowsOf({ items, offers, acts }: Moved, { agentId }: Cause): Row[] {
  const done = acts.map(({ workItemId, epoch, entryId }) => ({
    ...{ work_item_id: workItemId, kind: 'act' as const, offer: null, agent_id: agentId },
    after: { epoch, entry: entryId },
  }));
  const offered = (ringing: boolean) =>
    [...offers]
      .filter(({ state }) => (state === 'ringing') === ringing)
      .map(offer => ({
        ...{ work_item_id: offer.workItemId, kind: 'offer' as const, after: null },
        ...{ offer: offerOf(offer), agent_id: offer.agentId },
      }));
  const moved = [...items].map(item => ({
    ...{ work_item_id: item.id, kind: 'item' as const, after: handsOf(item), offer: null },
    agent_id: agentId ?? (item.state === 'held' ? item.holderId : null),
  }));
  return [...done, ...offered(false), ...moved, ...offered(true)].map((row, place) => ({
    ...row,
    place,
  }));
}

/**
 * Must come before the rows themselves are saved: what was is read from them. A record written again with the same
 * hands makes no row. The caller holds the locks of the items, so that steps follow one another.
 */
const APPEND = `
  WITH given AS (
    SELECT g.*, CASE WHEN w.id IS NOT NULL THEN json_build_object(
      'state', w.state, 'holder', CASE WHEN w.state = 'held' THEN w.holder_id END, 'epoch', (w.json->>'epoch')::integer)
      END AS before, o.state AS offer_before
    FROM json_to_recordset($1::json) AS g (
      place integer, work_item_id text, kind text, after json, offer json, agent_id text)
    LEFT JOIN work_item w ON g.kind = 'item' AND w.id = g.work_item_id
    LEFT JOIN offer o ON g.kind = 'offer' AND o.id = g.offer->>'id'
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

export async function appendLedger(tx: Tx, moved: Moved, cause: Cause): Promise<void> {
  const rows = rowsOf(moved, cause);
  if (rows.length === 0) return;
  await tx.query(APPEND, [JSON.stringify(rows), cause.commandId, cause.why]);
}
