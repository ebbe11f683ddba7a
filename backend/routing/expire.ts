// An offer that nobody answered in its time.
import type { EntryOf } from '../../shared/domain/entry.ts';
import { moveOffer, type Offer } from '../../shared/domain/offer.ts';
import { isGone, MISSED_OFFERS, movePresence } from '../../shared/domain/presence.ts';
import type { LeadNotice, Queue, WorkItem } from '../../shared/domain/work.ts';
import { byItself } from '../ledger/cause.ts';
import { tellLeads } from '../queues/notices.ts';
import { newChanges, type PresenceRow } from '../records/changes.ts';
import { eventEntry } from '../records/events.ts';
import { read, readPresence } from '../records/read.ts';
import { INTAKE_TURN, ROUTING_TURN } from '../records/turns.ts';
import type { Tx } from '../store/db.ts';
import { askOn } from './ask-on.ts';
import { giveBack, type Making } from './offers.ts';
import { sendBack } from './ring.ts';

/** `silentMs`: without a sign of life for so long, the node with the agent's desk may be dead. Null: there is one node. */
export type Ending = Making & { readonly silentMs: number | null };

/**
 * The lease ended without an answer. The item goes back to its place; the agent missed one, and after the queue's count
 * is Not Ready. An agent whose desk is gone, or may have gone with its node, is not blamed.
 */
export async function expireOffer(tx: Tx, offerId: string, { now, id, silentMs }: Ending): Promise<boolean> {
  const seen = await read(tx, 'offer', offerId);
  if (seen?.returnsTo !== undefined || seen?.asking !== undefined)
    for (const turn of [INTAKE_TURN, ROUTING_TURN]) await tx.query(turn);
  const item = seen && (await read(tx, 'work_item', seen.workItemId, 'lock'));
  const offer = item && (await read(tx, 'offer', offerId, 'lock'));
  if (!offer || offer.state !== 'ringing') return false;
  const queue = await read(tx, 'queue', offer.queueId);
  const changes = newChanges(byItself('not answered'));
  changes.offer(moveOffer(offer, 'expire'));
  const said = missedEvent(item, offer, { now, id });
  changes.entry(said);
  if (offer.kind === 'consult') await askOn({ tx, changes, now, id }, item, offer);
  else if (offer.returnsTo === undefined) giveBack(changes, item);
  else await sendBack({ tx, changes, now, id }, item, offer, said.id);
  const row = await readPresence(tx, offer.agentId, 'lock');
  const heard = silentMs === null || !(await isSilent(tx, offer.agentId, silentMs));
  if (row && heard && !isGone(row)) {
    const counted = countMissed(row, queue, now);
    changes.presence(counted);
    if (counted.presence.reason === MISSED_OFFERS && counted.presence.state !== row.presence.state)
      await tellLeads(tx, changes, await noticeOf(tx, offer, row.missed + 1, { now, id }));
  }
  await changes.flush(tx);
  return true;
}

async function noticeOf(
  tx: Tx,
  { agentId, queueName }: Offer,
  missed: number,
  { now, id }: Making,
): Promise<LeadNotice> {
  const agent = await read(tx, 'agent', agentId);
  return { id: id(), at: now, kind: 'missed-offers', agentId, agentName: agent?.name ?? agentId, queueName, missed };
}

function countMissed(row: PresenceRow, queue: Queue | null, now: number): PresenceRow {
  const missed = { ...row, missed: row.missed + 1 };
  const tooMany = queue !== null && missed.missed >= queue.missedToNotReady;
  return tooMany ? movePresence(missed, 'miss-too-many', now, MISSED_OFFERS) : missed;
}

/** No node, or one that has not been heard of for so long. */
async function isSilent(tx: Tx, agentId: string, silentMs: number): Promise<boolean> {
  const heard = await tx.query(
    `SELECT n.id FROM session s JOIN node n ON n.id = s.node_id
     WHERE s.agent_id = $1 AND n.beat_at > clock_timestamp() - make_interval(secs => $2::double precision)`,
    [agentId, silentMs / 1_000],
  );
  return heard.length === 0;
}

function missedEvent(item: WorkItem, { kind, agentId }: Offer, { now, id }: Making): EntryOf<'event'> {
  const about = { id: item.caseId, customerId: item.customerId };
  if (kind === 'work') return eventEntry(id(), about, now, 'offer.missed', item.queueName);
  const asked = item.participants.find(one => one.agentId === agentId);
  return eventEntry(id(), about, now, 'consult.missed', asked?.name ?? null);
}
