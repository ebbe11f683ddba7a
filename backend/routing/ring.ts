// Work that rings with one agent whom a colleague chose, and not the router: a transfer, and its way back.
import type { Offer } from '../../shared/domain/offer.ts';
import { teamSchema } from '../../shared/domain/team.ts';
import type { Agent, Queue, WorkItem } from '../../shared/domain/work.ts';
import { moveWork } from '../../shared/domain/work-moves.ts';
import { giveCustomer } from '../history/give.ts';
import type { Changes } from '../records/changes.ts';
import { activeAgent, read } from '../records/read.ts';
import type { Queryable, Tx } from '../store/db.ts';
import { serversOf } from './gather.ts';
import { type Making, makeOffer } from './offers.ts';
import { type Target, whyNot } from './receive.ts';
import { tellAgent } from './tell-agent.ts';

/** Milliseconds for which who is rung may look at the customer beyond the ring itself. */
const LOOK_MS = 60_000;

export type Ringing = Making & { readonly tx: Tx; readonly changes: Changes };

/** Null for who was removed or never was. */
export async function targetOf(db: Queryable, agentId: string): Promise<Target | null> {
  const agent = await activeAgent(db, agentId);
  const server = agent && (await serversOf(db)).find(({ id }) => id === agentId);
  return agent && server ? { agent, server } : null;
}

/**
 * The offer of one item to one agent, whom routing has no say about. They may see the customer while it rings. Its lease
 * begins when the router sees it, which is after the commit: however slow that is, it rings for its time.
 */
export async function ring(
  { tx, changes, now, id }: Ringing,
  item: WorkItem,
  queue: Queue,
  agent: Agent,
  why: string,
  returnsTo?: string,
): Promise<void> {
  const until = now + queue.ringMs + LOOK_MS;
  const by = item.handover?.fromId ?? null;
  await giveCustomer(tx, { agentId: agent.id, customerId: item.customerId, why: 'passed on', until, by });
  makeOffer(changes, item, queue, { workItemId: item.id, agentId: agent.id, why }, { now, id }, returnsTo);
}

/**
 * An offer that somebody did not take, out of a colleague's transfer: rings with its sender again where the team wants that
 * and the sender is free for it; else it waits in its queue, at its old place. Its sender is told either way. The turns of
 * intake and routing are taken, and the item is locked.
 * @param entryId the event in the timeline that says that it was not taken
 */
export async function sendBack(ringing: Ringing, item: WorkItem, offer: Offer, entryId: string): Promise<void> {
  const { tx, changes } = ringing;
  const { returnsTo } = offer;
  if (item.state !== 'offered') return;
  const name = (await read(tx, 'agent', offer.agentId))?.name ?? '';
  const handover = item.handover && { ...item.handover, untakenBy: name };
  const free = { ...moveWork(item, 'give-back'), handover };
  changes.workItem(free);
  if (returnsTo === undefined) return;
  const from = { id: offer.agentId, name };
  const queue = await read(tx, 'queue', item.queueId);
  const sender = (await wantsBack(tx)) ? await targetOf(tx, returnsTo) : null;
  const rings = queue !== null && sender !== null && whyNot(sender, item.channel, 'work') === null;
  const words = rings ? 'Rings with you again' : `Waits in ${item.queueName}`;
  await tellAgent(ringing, { agentId: returnsTo, about: 'untaken', from, item, entryId, words });
  if (rings) await ring(ringing, free, queue, sender.agent, `${name} did not take it`);
}

async function wantsBack(tx: Tx): Promise<boolean> {
  const [row] = await tx.query<{ json: unknown }>(`SELECT json FROM team LIMIT 1`);
  return row === undefined || teamSchema.parse(row.json).untaken !== 'queue';
}
