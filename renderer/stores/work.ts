// The offer that rings, the newest one that ended, and what this agent holds.
import { create } from 'zustand';
import type { Offer } from '../../shared/domain/offer.ts';
import type { WorkItem } from '../../shared/domain/work.ts';
import type { Input } from '../../shared/contract/bridge.ts';
import { bridge } from '../bridge/bridge.ts';
import { openCustomer } from './view.ts';

export type DeclineReason = Input<'offer.decline'>['reason'];

/** An answer given at this desk; the feed's word about the offer comes after it. */
type Answer = { readonly offerId: string; readonly commandId: string | null; readonly move: 'accept' | 'decline' };

type Work = {
  readonly loaded: boolean;
  readonly offer: Offer | null;
  readonly lastOffer: Offer | null;
  readonly items: readonly WorkItem[];
  readonly answer: Answer | null;
  /** The ended offer whose end the agent has seen. */
  readonly seenOfferId: string | null;
};

export const useWork = create<Work>()(() => ({
  loaded: false,
  offer: null,
  lastOffer: null,
  items: [],
  answer: null,
  seenOfferId: null,
}));

/** The offer that still wants an answer. */
export const ringing = ({ offer, answer }: Work): Offer | null =>
  offer && offer.state === 'ringing' && offer.id !== answer?.offerId ? offer : null;

export const liveCall = ({ items }: Work): WorkItem | null => items.find(item => item.channel === 'voice') ?? null;
export const heldFor = (customerId: string | null) => (work: Work) =>
  work.items.find(item => item.customerId === customerId) ?? null;

/** The newest offer that ended without this agent's accepting or declining it, until it is seen. */
export const lostOffer = ({ lastOffer, seenOfferId }: Work): Offer | null =>
  lastOffer && (lastOffer.state === 'missed' || lastOffer.state === 'withdrawn') && lastOffer.id !== seenOfferId
    ? lastOffer
    : null;

export const seeOffer = (offerId: string): void => useWork.setState({ seenOfferId: offerId });

export async function loadWork(): Promise<void> {
  const { seenOfferId, loaded } = useWork.getState();
  const work = await bridge.call('work.read', {});
  // What ended before this screen was opened is history, not news.
  useWork.setState({ ...work, loaded: true, seenOfferId: loaded ? seenOfferId : (work.lastOffer?.id ?? null) });
}

async function answer(offer: Offer, move: Answer['move'], send: () => Promise<{ commandId: string }>): Promise<void> {
  useWork.setState({ answer: { offerId: offer.id, commandId: null, move } });
  try {
    const { commandId } = await send();
    useWork.setState({ answer: { offerId: offer.id, commandId, move } });
  } catch (error) {
    useWork.setState({ answer: null });
    throw error;
  }
}

/** Shows the conversation at once, from the cache; the backend's word that the work is ours follows. */
export async function acceptOffer(offer: Offer): Promise<void> {
  openCustomer(offer.customerId);
  await answer(offer, 'accept', () => bridge.call('offer.accept', { offerId: offer.id }));
}

export const declineOffer = (offer: Offer, reason: DeclineReason): Promise<void> =>
  answer(offer, 'decline', () => bridge.call('offer.decline', { offerId: offer.id, reason }));

export async function finishWork(item: WorkItem, wrapUp: string | null): Promise<void> {
  await bridge.call('work.finish', { workItemId: item.id, wrapUp });
}
