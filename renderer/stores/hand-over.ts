// Handing work over and asking colleagues in: what is being asked of the agent, and what they have asked for.
import { create } from 'zustand';
import type { OutboxItem } from '../../shared/contract/bridge.ts';
import { begunAbout } from '../../shared/contract/bridge/begun.ts';
import type { Destination } from '../../shared/contract/commands/hand-over.ts';
import type { Participant, WorkItem } from '../../shared/domain/work.ts';
import { bridge } from '../bridge/bridge.ts';
import { putBackBegun, sendBegun, type Subject } from './begun.ts';
import { loadWork } from './work.ts';

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

type HandOver = { readonly asking: Asking | null };
export const useHandOver = create<HandOver>()(() => ({ asking: null }));
export const askHandOver = (act: Act, item: Handed, more: Partial<Pick<Asking, 'agentId'>> = {}): void =>
  useHandOver.setState({ asking: { act, item, agentId: null, ...more } });
export const closeHandOver = (): void => useHandOver.setState({ asking: null });

/** What is begun for whoever has the work next: the same in whichever way it is handed over then. */
export const handSubject = ({ id, customerId }: Pick<Handed, 'id' | 'customerId'>): Subject => ({
  about: begunAbout.handOver(id),
  customerIds: [customerId],
});

/** `destination` null: there is nothing to choose, or of `reassign`, back to the queue. */
export async function handOver(asking: Asking, destination: Destination | null, note: string | null): Promise<void> {
  await sendBegun(handSubject(asking.item), () => ask(asking, destination, note));
  await loadWork();
}

async function ask({ act, item, agentId }: Asking, destination: Destination | null, note: string | null) {
  const workItemId = item.id;
  const chosen = destination?.to === 'agent' ? destination.agentId : null;
  const among = destination !== null && destination.to !== 'agent' ? destination : null;
  if (act === 'escalate') await bridge.call('work.escalate', { workItemId, note });
  else if (act === 'complete') await bridge.call('work.completeTransfer', { workItemId, agentId: agentId ?? '', note });
  else if (act === 'reassign')
    await bridge.call('work.reassign', { workItemId, epoch: item.epoch, agentId: chosen, note });
  else if (act === 'consult') await bridge.call('work.consult', { workItemId, agentId: chosen, among, note });
  else if (destination) await bridge.call('work.transfer', { workItemId, destination, note });
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

/** Who was asked in and is there: to them alone it can be handed over as it stands. */
export const insideOf = ({ participants }: Pick<WorkItem, 'participants'>): Participant | undefined =>
  participants.find(({ role }) => role === 'consulted' || role === 'conference');

/** Its words, out of the outbox and into the dialog again, before what has been begun since. */
export async function editAgain(refused: OutboxItem, item: WorkItem): Promise<void> {
  const act = actOf(refused);
  const { begun } = await bridge.call('outbox.takeBack', { commandId: refused.commandId });
  if (begun) putBackBegun(begun);
  const inside = insideOf(item);
  if (act === 'complete' && !inside) askHandOver('transfer', item);
  else if (act) askHandOver(act, item, { agentId: inside?.agentId ?? null });
}
