// An agent at a desk who takes whatever rings, answers it and ends it, and after a crash goes on as a person would: from
// what the desk shows, and not from what they remember to have pressed.
import { setTimeout as after } from 'node:timers/promises';
import type { OutboxItem } from '../../../shared/contract/bridge.ts';
import type { IntakeInput } from '../../../shared/contract/intake.ts';
import type { WorkItem } from '../../../shared/domain/work.ts';
import { Fault } from '../../../shared/lib/fault.ts';
import type { Desk } from '../../core/support/desk.ts';
import type { TestBackend } from '../../e2e/harness/backend.ts';
import { reply, timeline } from './talk.ts';

type Shown = Pick<Desk, 'bridge'>;
const PAUSE_MS = 15;

/** What the agent writes about a work item: told apart by it, so that a second answer would be seen. */
export const answerTo = (workItemId: string): string => `Answer to ${workItemId}`;

/** New words of new customers, each a work item of its own; answers with their ids. */
export async function customersWrite(backend: Pick<TestBackend, 'intake'>, ...who: string[]): Promise<string[]> {
  const results = await backend.intake(...who.map(asking));
  return results.map(result => {
    if (!('workItemId' in result) || !result.workItemId) throw new Error(`a message was ${result.outcome}`);
    return result.workItemId;
  });
}

export const asking = (who: string): IntakeInput => ({
  type: 'message',
  source: 'chat',
  externalId: `${who} asks`,
  channel: 'chat',
  queue: 'Disruption, messaging',
  party: { address: who, name: who },
  handle: 'Larkwing chat',
  thread: who,
  text: 'Where is my suitcase?',
});

const isOpen = ({ state }: OutboxItem): boolean => state === 'queued' || state === 'sent';

async function takeOffer({ bridge }: Shown, open: readonly OutboxItem[]): Promise<void> {
  const { offer } = await bridge.call('work.read', {});
  if (offer && !open.some(({ kind }) => kind === 'offer.accept'))
    await bridge.call('offer.accept', { offerId: offer.id });
}

/** Missed once too often, or signed out by a crash: back to work. */
async function beThere({ bridge }: Shown, open: readonly OutboxItem[]): Promise<void> {
  const presence = await bridge.call('presence.read', {});
  if (!presence || presence.state === 'available' || presence.state === 'on-contact') return;
  if (open.some(({ kind }) => kind === 'presence.set')) return;
  await bridge.call('presence.set', { state: 'available', reason: null });
}

async function workOn(desk: Shown, item: WorkItem, open: readonly OutboxItem[]): Promise<void> {
  const written = (await timeline(desk, item.customerId)).filter(({ entry }) => entry.text === answerTo(item.id));
  if (written.length === 0) return void (await reply(desk, item.customerId, answerTo(item.id)));
  const refused = written.find(({ pending }) => pending?.state === 'refused');
  if (refused) return void (await desk.bridge.call('outbox.retry', { commandId: refused.pending!.commandId }));
  const isEnding = open.some(({ kind, customerId }) => kind === 'work.finish' && customerId === item.customerId);
  if (!isEnding) await desk.bridge.call('work.finish', { workItemId: item.id, wrapUp: null });
}

/** One look at the desk and what follows from it. */
export async function workOnce(desk: Shown): Promise<{ readonly held: number; readonly open: number }> {
  const open = (await desk.bridge.call('outbox.read', {})).filter(isOpen);
  await beThere(desk, open);
  await takeOffer(desk, open);
  const { items } = await desk.bridge.call('work.read', {});
  for (const item of items) await workOn(desk, item, open);
  return { held: items.length, open: open.length };
}

/** Works until told to stop, or until the desk has ended under their hands. */
export async function workUntil(desk: Shown, isOver: () => boolean): Promise<void> {
  try {
    while (!isOver()) {
      await workOnce(desk);
      await after(PAUSE_MS);
    }
  } catch (error) {
    if (!isOver() || Fault.from(error).code !== 'offline') throw error;
  }
}
