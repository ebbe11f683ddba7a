import { create } from 'zustand';
import type { Output } from '../../shared/contract/bridge.ts';
import type { Offer } from '../../shared/domain/offer.ts';
import type { Audience } from '../../shared/domain/primitives.ts';
import type { WorkItem } from '../../shared/domain/work.ts';
import { Fault } from '../../shared/lib/fault.ts';
import { bridge } from '../bridge/bridge.ts';
import { sameWhereEqual } from './conversation-window.ts';
import { openConversation, takeConversation } from './conversation-opening.ts';
import { reloader, unlessOffline } from './load.ts';
import { sameById } from './same.ts';
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
  /** By interaction. */
  readonly audiences: Readonly<Record<string, Audience>>;
  /** The offer answered on this desk and not yet gone: its card must not ring on. */
  readonly answered: { readonly offerId: string; readonly move: 'accept' | 'decline' } | null;
  readonly loaded: boolean;
};

export const useWork = create<WorkState>()(() => ({
  offer: null,
  lastOffer: null,
  seenOfferId: null,
  items: [],
  audiences: {},
  answered: null,
  loaded: false,
}));
export const openItems = (state: WorkState) => state.items;
/** The offer that still wants an answer from this agent. */
export const ringingOffer = (state: WorkState) =>
  state.offer && state.answered?.offerId !== state.offer.id ? state.offer : null;
/** Taken on this desk; the backend has not said yet that it is theirs. */
export const acceptedOffer = ({ offer, answered, items }: WorkState) =>
  offer && isTaken(offer, answered) && !items.some(({ id }) => id === offer.workItemId) ? offer : null;
const isTaken = ({ id }: Offer, answered: WorkState['answered']): boolean =>
  answered?.move === 'accept' && answered.offerId === id;
/** Who can read the conversation that rings or is held; one that is not known is taken for private. */
export const audienceOf =
  ({ interactionId }: Pick<WorkItem, 'interactionId'>) =>
  ({ audiences }: WorkState): Audience =>
    audiences[interactionId] ?? 'private';
export const ringingAudience = (state: WorkState): Audience => {
  const offer = ringingOffer(state);
  return offer ? audienceOf(offer)(state) : 'private';
};
const LOST: readonly Offer['state'][] = ['missed', 'withdrawn'];
/** The newest offer that went without this agent's answer, until it is read. Of an answer that came late its refusal tells. */
export const endedOffer = ({ lastOffer, seenOfferId, answered }: WorkState) => {
  if (!lastOffer || lastOffer.id === seenOfferId || !LOST.includes(lastOffer.state)) return null;
  return lastOffer.state === 'missed' && isTaken(lastOffer, answered) ? null : lastOffer;
};
/** The call that is spoken now; there is one at most. */
export const liveCall = (state: WorkState) => state.items.find(item => item.channel === 'voice') ?? null;

/** Answers and tellings come in the order in which the core made them; an older one that had to wait is let go. */
let taken = 0;
async function take({ offer, lastOffer, items, audiences = {}, conversation }: Output<'work.read'>): Promise<void> {
  const turn = (taken += 1);
  const before = useWork.getState();
  // What ended before this screen was opened is history, not news.
  const seenOfferId = before.loaded ? before.seenOfferId : (lastOffer?.id ?? null);
  // History before hello: the offer rings with its foreword and newest entries, never with an empty page.
  if (conversation) takeConversation(conversation);
  else if (offer && offer.id !== before.offer?.id) await openConversation(offer.customerId);
  if (turn !== taken) return;
  useWork.setState(held => ({
    offer: sameWhereEqual(held.offer, offer),
    lastOffer: sameWhereEqual(held.lastOffer, lastOffer),
    items: sameById(held.items, items, ({ id }) => id),
    audiences: sameWhereEqual(held.audiences, audiences),
    seenOfferId,
    loaded: true,
  }));
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
  if (view === 'work' && customerId === null && newest && !useWork.getState().offer)
    openCustomer(newest.customerId, newest.id);
}

/** The conversation stands there at once; the backend's answer follows. A refusal brings the truth back. */
export async function acceptOffer(offer: Offer): Promise<void> {
  // It leaves first: what it takes to show the conversation is done while the backend has it.
  const sent = bridge.call('offer.accept', { offerId: offer.id });
  useWork.setState({ answered: { offerId: offer.id, move: 'accept' } });
  openCustomer(offer.customerId, offer.workItemId, offer.caseId);
  await answer(offer, sent);
}

export async function declineOffer(offer: Offer, reason: DeclineReason): Promise<void> {
  useWork.setState({ answered: { offerId: offer.id, move: 'decline' } });
  await answer(offer, bridge.call('offer.decline', { offerId: offer.id, reason }));
}

async function answer(offer: Offer, sent: Promise<unknown>): Promise<void> {
  try {
    await sent;
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
