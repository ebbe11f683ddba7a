// Handing work over and asking colleagues in: what is being asked of the agent, and what they have asked for.
import { create } from 'zustand';
import type { OutboxItem } from '../../shared/contract/bridge.ts';
import type { Destination } from '../../shared/contract/commands/hand-over.ts';
import type { WorkItem } from '../../shared/domain/work.ts';
import { bridge } from '../bridge/bridge.ts';
import { loadWork, useWork } from './work.ts';

export const ACTS = ['transfer', 'escalate', 'consult', 'complete', 'reassign'] as const;
export type Act = (typeof ACTS)[number];
/** What is known of the work that is handed over; of the board's it is no more. */
export type Handed = Pick<
  WorkItem,
  'id' | 'epoch' | 'channel' | 'queueId' | 'queueName' | 'customerId' | 'customerName' | 'subject'
> &
  Partial<Pick<WorkItem, 'interactionId'>>;
export type Asking = {
  readonly act: Act;
  readonly item: Handed;
  /** Of `complete`: who was asked in. */
  readonly agentId: string | null;
};

type HandOver = {
  readonly asking: Asking | null;
  /** What is being written for whoever has the work next, by work item: for as long as this page lives. */
  readonly notes: Readonly<Record<string, string>>;
};
export const useHandOver = create<HandOver>()(() => ({ asking: null, notes: {} }));
export const askHandOver = (act: Act, item: Handed, more: Partial<Pick<Asking, 'agentId'>> = {}): void =>
  useHandOver.setState({ asking: { act, item, agentId: null, ...more } });
export const closeHandOver = (): void => useHandOver.setState({ asking: null });

export const handNoteOf =
  (workItemId: string) =>
  ({ notes }: HandOver): string =>
    notes[workItemId] ?? '';
export const writeHandNote = (workItemId: string, note: string): void =>
  useHandOver.setState(({ notes }) => ({ notes: { ...notes, [workItemId]: note } }));
const forgetHandNote = (workItemId: string): void =>
  useHandOver.setState(({ notes: { [workItemId]: _gone, ...notes } }) => ({ notes }));

/** A note goes with its work, however that left the agent's hands. Returns how to stop. */
export const watchHandNotes = (): (() => void) =>
  useWork.subscribe(({ items }, before) => {
    if (items === before.items) return;
    const gone = before.items.filter(({ id }) => !items.some(item => item.id === id));
    for (const { id } of gone) forgetHandNote(id);
  });

/** `destination` null: there is nothing to choose, or of `reassign`, back to the queue. */
export async function handOver(
  { act, item, agentId }: Asking,
  destination: Destination | null,
  note: string | null,
): Promise<void> {
  const workItemId = item.id;
  const chosen = destination?.to === 'agent' ? destination.agentId : null;
  if (act === 'escalate') await bridge.call('work.escalate', { workItemId, note });
  else if (act === 'complete') await bridge.call('work.completeTransfer', { workItemId, agentId: agentId ?? '', note });
  else if (act === 'reassign')
    await bridge.call('work.reassign', { workItemId, epoch: item.epoch, agentId: chosen, note });
  else if (act === 'consult') await bridge.call('work.consult', { workItemId, agentId: chosen ?? '', note });
  else if (destination) await bridge.call('work.transfer', { workItemId, destination, note });
  forgetHandNote(workItemId);
  await loadWork();
}

export const endConsult = async (workItemId: string, agentId: string): Promise<void> =>
  void (await bridge.call('work.endConsult', { workItemId, agentId }));
export const beginConference = async (workItemId: string, agentId: string): Promise<void> =>
  void (await bridge.call('work.conference', { workItemId, agentId }));
export const leaveWork = async (workItemId: string): Promise<void> =>
  void (await bridge.call('work.leave', { workItemId }));

/** Which act a command in the outbox belongs to; null: it is no handing over. */
export function actOf({ kind }: Pick<OutboxItem, 'kind'>): Act | null {
  if (kind === 'work.completeTransfer') return 'complete';
  return ACTS.find(act => kind === `work.${act}`) ?? null;
}

/** Its words, out of the outbox and into the dialog again, before what has been begun since. */
export async function editAgain(refused: OutboxItem, item: Handed): Promise<void> {
  const act = actOf(refused);
  const { text } = await bridge.call('outbox.takeBack', { commandId: refused.commandId });
  if (!act) return;
  const begun = handNoteOf(item.id)(useHandOver.getState());
  writeHandNote(item.id, [text, begun].filter(Boolean).join('\n\n'));
  askHandOver(act, item);
}
