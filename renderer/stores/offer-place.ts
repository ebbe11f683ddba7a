// Where an offer rings on this screen: as large as the foreword needs, or as a card beside what the agent is doing.
import { create } from 'zustand';
import type { Channel } from '../../shared/domain/primitives.ts';

export type Place = 'panel' | 'card';
type OfferPlace = {
  readonly offerId: string | null;
  readonly place: Place;
  /** Put aside by an agent who goes on with something else: it takes the focus from nothing. */
  readonly isAside: boolean;
  readonly isDeclining: boolean;
};

export const useOfferPlace = create<OfferPlace>()(() => ({
  offerId: null,
  place: 'panel',
  isAside: false,
  isDeclining: false,
}));

export type Doing = {
  readonly hasConversation: boolean;
  readonly isWriting: boolean;
  /** A live call is held: it is never covered. */
  readonly isOnCall: boolean;
  readonly channel: Channel;
};

/**
 * The panel, where nothing is disturbed by it: no conversation is open, or a call rings and nobody is speaking or
 * writing. Else the card: what is read or written stays where it is.
 */
export function placeFor({ hasConversation, isWriting, isOnCall, channel }: Doing): Place {
  if (!hasConversation) return 'panel';
  return channel === 'voice' && !isWriting && !isOnCall ? 'panel' : 'card';
}

/** Decides once for each offer; after that the agent moves it. */
export function placeOffer(offerId: string, doing: Doing): void {
  if (useOfferPlace.getState().offerId === offerId) return;
  useOfferPlace.setState({ offerId, place: placeFor(doing), isAside: false, isDeclining: false });
}

export const moveOfferTo = (place: Place): void => useOfferPlace.setState({ place, isAside: place === 'card' });
export const setDeclining = (isDeclining: boolean): void => useOfferPlace.setState({ isDeclining });
