import { create } from 'zustand';
import type { Output } from '../../shared/contract/bridge.ts';
import type { Offer } from '../../shared/domain/offer.ts';
import type { WorkItem } from '../../shared/domain/work.ts';
import { Fault } from '../../shared/lib/fault.ts';
import { bridge } from '../bridge/bridge.ts';
import { openConversation, takeConversation } from './conversations.ts';
import { reloader, unlessOffline } from './load.ts';
import { openCustomer, useView } from './view.ts';
import { forgetWrapUp, handOverWrapUp, writeUp } from './wrap-up.ts';

export type DeclineReason = NonNullable<Offer['declineReason']>;
type WorkState = {
  readonly offer: Offer | null;
  /** The newest offer that has ended: missed, withdrawn, declined. */
  readonly lastOffer: Offer | null;
  /** Ended offers up to this one have been read. */
  readonly seenOfferId: string | null;
  readonly items: readonly WorkItem[];
  /** The offer answered on this desk and not yet gone: its card must not ring on. */
  readonly answered: { readonly offerId: string; readonly move: 'accept' | 'decline' } | null;
  readonly loaded: boolean;
};

export const useWork = create<WorkState>()(() => ({
  offer: null,
  lastOffer: null,
  seenOfferId: null,
  items: [],
  answered: null,
  loaded: false,
}));
export const openItems = (state: WorkState) => state.items;
/** The offer that still wants an answer from this agent. */
export const ringingOffer = (state: WorkState) =>
  state.offer && state.answered?.offerId !== state.offer.id ? state.offer : null;
const LOST: readonly Offer['state'][] = ['missed', 'withdrawn'];
/** The newest offer that went without this agent's answer, until it is read. */
export const endedOffer = (state: WorkState) =>
  state.lastOffer && state.lastOffer.id !== state.seenOfferId && LOST.includes(state.lastOffer.state)
    ? state.lastOffer
    : null;
/** The call that is spoken now; there is one at most. */
export const liveCall = (state: WorkState) => state.items.find(item => item.channel === 'voice') ?? null;
export const heldItem = (customerId: string | null) => (state: WorkState) =>
  state.items.find(item => item.customerId === customerId);

/** Answers and tellings come in the order in which the core made them; an older one that had to wait is let go. */
let taken = 0;
async function take({ offer, lastOffer, items, conversation }: Output<'work.read'>): Promise<void> {
  const turn = (taken += 1);
  const before = useWork.getState();
  // What ended before this screen was opened is history, not news.
  const seenOfferId = before.loaded ? before.seenOfferId : (lastOffer?.id ?? null);
  // History before hello: the offer rings with its foreword and newest entries, never with an empty page.
  if (conversation) takeConversation(conversation);
  else if (offer && offer.id !== before.offer?.id) await openConversation(offer.customerId);
  if (turn !== taken) return;
  useWork.setState({ offer, lastOffer, items, seenOfferId, loaded: true });
  followOwnItem(items);
}

export const loadWork = reloader(async () => {
  const knownOfferId = useWork.getState().offer?.id ?? null;
  await take(await bridge.call('work.read', { knownOfferId }));
}, unlessOffline);

/** What the core has told unasked. */
export const takeWork = (told: Output<'work.read'>): Promise<void> =>
  take(told).catch((error: unknown) => unlessOffline(Fault.from(error)));

/** With nothing open, the agent's own work is what they want to see. */
function followOwnItem(items: readonly WorkItem[]): void {
  const { name: view, customerId } = useView.getState();
  const newest = items.find(item => !item.parked);
  if (view === 'work' && customerId === null && newest && !useWork.getState().offer) openCustomer(newest.customerId);
}

/** The conversation stands there at once; the backend's answer follows. A refusal brings the truth back. */
export async function acceptOffer(offer: Offer): Promise<void> {
  useWork.setState({ answered: { offerId: offer.id, move: 'accept' } });
  openCustomer(offer.customerId);
  await answer(offer, () => bridge.call('offer.accept', { offerId: offer.id }));
}

export async function declineOffer(offer: Offer, reason: DeclineReason): Promise<void> {
  useWork.setState({ answered: { offerId: offer.id, move: 'decline' } });
  await answer(offer, () => bridge.call('offer.decline', { offerId: offer.id, reason }));
}

async function answer(offer: Offer, send: () => Promise<unknown>): Promise<void> {
  try {
    await send();
  } catch (error) {
    useWork.setState(state => (state.answered?.offerId === offer.id ? { answered: null } : state));
    throw error;
  }
  await loadWork();
}

/** With its wrap-up: words and how it ended. They stay a draft until the core has them as a command. */
export async function finishWork(item: WorkItem, wrapUp: string | null, disposition: string | null): Promise<void> {
  handOverWrapUp(item.id);
  try {
    await bridge.call('work.finish', { workItemId: item.id, wrapUp, disposition });
  } catch (error) {
    writeUp(item.id, {});
    throw error;
  }
  forgetWrapUp(item.id);
  await loadWork();
}

export const dismissEnded = (): void => useWork.setState(state => ({ seenOfferId: state.lastOffer?.id ?? null }));
