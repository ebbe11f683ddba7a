// Offers as the store holds them: made, and ended by their lease. Answering them is in commands/.
import { type Offer, moveOffer } from '../../shared/domain/offer.ts';
import type { LeadNotice, Queue, WorkItem } from '../../shared/domain/work.ts';
import { byItself } from '../ledger/cause.ts';
import { tellLeads } from '../queues/notices.ts';
import { type Changes, newChanges, type PresenceRow } from '../records/changes.ts';
import { eventEntry } from '../records/events.ts';
import { read, readPresence } from '../records/read.ts';
import type { Tx } from '../store/db.ts';
import { MISSED_OFFERS, movePresence } from '../../shared/domain/presence.ts';
import { moveWork } from '../../shared/domain/work-moves.ts';
import { withoutParticipant } from './consult.ts';
import type { Routed } from './route.ts';

export type Making = { readonly now: number; readonly id: () => string };
/** `silentMs`: without a sign of life for so long, the node with the agent's desk may be dead. Null: there is one node. */
export type Ending = Making & { readonly silentMs: number | null };

/** The work item keeps its place and its epoch: an offer is a promise to one agent, not yet a change of hands. */
export function makeOffer(changes: Changes, item: WorkItem, queue: Queue, routed: Routed, { now, id }: Making): Offer {
  const { customerId, caseId, interactionId, channel, queueName, customerName, from, subject, enteredAt, epoch } = item;
  const copied = {
    customerId,
    caseId,
    interactionId,
    channel,
    queueName,
    customerName,
    from,
    subject,
    enteredAt,
    epoch,
  };
  const offer: Offer = {
    id: id(),
    version: 1,
    workItemId: item.id,
    agentId: routed.agentId,
    queueId: queue.id,
    ...copied,
    why: routed.why,
    madeAt: now,
    expiresAt: now + queue.ringMs,
    state: 'ringing',
    declineReason: null,
    withdrawnWhy: null,
    kind: 'work',
    handover: item.handover,
  };
  changes.workItem(moveWork(item, 'offer'));
  changes.offer(offer);
  return offer;
}

/**
 * Work that rings goes back to where it stood, `enteredAt` and priority as they were; whoever still has the old offer is
 * fenced off. Who was only asked in does not come, and the holder has lost nothing.
 */
export function giveBack(changes: Changes, item: WorkItem, offer: Offer): void {
  if (offer.kind === 'consult') changes.workItem(withoutParticipant(item, offer.agentId));
  else if (item.state === 'offered') changes.workItem(moveWork(item, 'give-back'));
}

/**
 * Takes the ringing offer of an agent back, who has not missed it; the item keeps its place. Locks work before offer, so
 * call it before the presence is locked.
 */
export async function withdrawRinging(tx: Tx, changes: Changes, agentId: string, why: string): Promise<void> {
  const [row] = await tx.query<{ json: Offer }>(`SELECT json FROM offer WHERE agent_id = $1 AND state = 'ringing'`, [
    agentId,
  ]);
  const item = row && (await read(tx, 'work_item', row.json.workItemId, 'lock'));
  const offer = item && (await read(tx, 'offer', row.json.id, 'lock'));
  if (offer?.state !== 'ringing') return;
  changes.offer({ ...moveOffer(offer, 'withdraw'), withdrawnWhy: why });
  if (item) giveBack(changes, item, offer);
}

/**
 * The lease ended without an answer. The item goes back to its place; the agent missed one, and after the queue's count
 * is Not Ready. An agent whose desk is gone, or may have gone with its node, is not blamed.
 */
export async function expireOffer(tx: Tx, offerId: string, { now, id, silentMs }: Ending): Promise<boolean> {
  const seen = await read(tx, 'offer', offerId);
  const item = seen && (await read(tx, 'work_item', seen.workItemId, 'lock'));
  const offer = item && (await read(tx, 'offer', offerId, 'lock'));
  if (!offer || offer.state !== 'ringing') return false;
  const queue = await read(tx, 'queue', offer.queueId);
  const changes = newChanges(byItself('not answered'));
  changes.offer(moveOffer(offer, 'expire'));
  giveBack(changes, item, offer);
  const about = { id: item.caseId, customerId: item.customerId };
  changes.entry(
    offer.kind === 'consult'
      ? eventEntry(
          id(),
          about,
          now,
          'consult.missed',
          item.participants.find(({ agentId }) => agentId === offer.agentId)?.name ?? null,
        )
      : eventEntry(id(), about, now, 'offer.missed', item.queueName),
  );
  const row = await readPresence(tx, offer.agentId, 'lock');
  const heard = silentMs === null || !(await isSilent(tx, offer.agentId, silentMs));
  if (row && heard && row.presence.state !== 'offline') {
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
