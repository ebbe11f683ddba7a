// What every way of handing work over has in common: the holder's right, the note, who was asked in, the line of a call.
import { controlled } from '../../shared/domain/call.ts';
import type { EVENT_NAMES } from '../../shared/domain/entry.ts';
import { moveOffer, type Offer } from '../../shared/domain/offer.ts';
import { teamSchema } from '../../shared/domain/team.ts';
import type { Handover, Queue, WorkItem } from '../../shared/domain/work.ts';
import { isGranted } from '../feed/scopes.ts';
import { washedText } from '../intake/clean.ts';
import { eventEntry } from '../records/events.ts';
import { callOf, next, read, readPresence, ringingOffer } from '../records/read.ts';
import { movePresence } from '../../shared/domain/presence.ts';
import { askExchange } from './call-ask.ts';
import { refuse, type Scene } from './command.ts';
import { isErased } from './not-erased.ts';
import { DATABASE_NOW } from '../store/shared-time.ts';

/**
 * The item, locked, if this agent holds it at this epoch. Work of a customer whom they may not see is as if it were not
 * there, in the same time: the same is asked for both.
 */
export async function heldItem({ tx, agent }: Scene, workItemId: string, epoch: number): Promise<WorkItem> {
  const item = await read(tx, 'work_item', workItemId, 'lock');
  if (item?.state !== 'held' || item.holderId !== agent.id) {
    const mayKnow = await isGranted(tx, agent.id, item?.customerId ?? '');
    return mayKnow ? refuse('denied', 'You do not hold this any more.') : refuse('not-found', 'There is no such work.');
  }
  return item.epoch === epoch ? item : refuse('denied', 'It has changed hands since.', 'old epoch');
}

export async function queueOf({ tx }: Scene, queueId: string): Promise<Queue> {
  return (await read(tx, 'queue', queueId)) ?? refuse('not-found', 'This queue does not exist any more.');
}

/** As it will be read; refused where the team wants one and there is none. About who was erased nothing is written down. */
export async function noteFrom(scene: Scene, item: WorkItem, written: string | null): Promise<string | null> {
  if (await isErased(scene, item.customerId)) return null;
  const note = washedText(written ?? '').trim() || null;
  if (note !== null) return note;
  const [row] = await scene.tx.query<{ json: unknown }>(`SELECT json FROM team LIMIT 1`);
  const wanted = row !== undefined && teamSchema.parse(row.json).handoverNote;
  return wanted ? refuse('bad-input', 'A note is needed: why it goes on, and what was promised.') : null;
}

export const handoverBy = ({ agent, now }: Scene, why: Handover['why'], note: string | null): Handover => ({
  why,
  fromId: agent.id,
  fromName: agent.name,
  note,
  at: now,
});

/** Longest words of an entry's event; the whole note is on the item and its offer. */
const DETAIL = 1_000;

/** Says it in the timeline, by whom and why. @returns the id of its entry */
export function say(
  scene: Scene,
  item: WorkItem,
  name: (typeof EVENT_NAMES)[number],
  ...detail: (string | null)[]
): string {
  const about = { id: item.caseId, customerId: item.customerId };
  const { agent } = scene;
  const by = { kind: 'agent', name: agent.name, address: null, agentId: agent.id } as const;
  const words = detail.filter(part => part !== null).join(': ');
  const said = eventEntry(scene.id(), about, scene.now, name, words ? words.slice(0, DETAIL) : null, by);
  scene.changes.entry(said);
  return said.id;
}

/** Who had it is not offered it again at once, as if they had declined it. */
export async function notAgainTo(
  { tx, sharedNow }: Pick<Scene, 'tx' | 'sharedNow'>,
  item: WorkItem,
  agentId: string,
): Promise<void> {
  await tx.query(
    `UPDATE work_item SET declined =
       (declined::jsonb || jsonb_build_object($2::text, coalesce($3::bigint, ${DATABASE_NOW})))::json WHERE id = $1`,
    [item.id, agentId, sharedNow],
  );
}

/** Takes back what rings of this item, an offer or a question. */
export async function withdrawOf({ tx, changes }: Scene, item: WorkItem, why: string): Promise<Offer | null> {
  const offer = await ringingOffer(tx, item.id);
  if (offer) changes.offer({ ...moveOffer(offer, 'withdraw'), withdrawnWhy: why });
  return offer;
}

/** Off the contact, to what they were or had asked for. */
export async function freeAfterCall({ tx, changes, now }: Scene, agentId: string): Promise<void> {
  const row = await readPresence(tx, agentId, 'lock');
  if (row) changes.presence(movePresence(row, 'finish', now));
}

/** The line of a call that goes on: the customer waits on hold. A call that is over cannot be handed on. */
export async function putOnHold(scene: Scene, item: WorkItem): Promise<void> {
  if (item.channel !== 'voice') return;
  const entry = await callOf(scene.tx, item.interactionId);
  const change = entry && controlled(entry.call, 'hold', scene.now);
  if (!entry || !change) return refuse('conflict', 'The call is over: there is nobody to hand over.');
  scene.changes.entry(next(entry, { call: { ...entry.call, ...change, trouble: null } }));
  askExchange(scene, entry, { do: 'hold' });
}
