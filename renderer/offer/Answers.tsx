import { type KeyboardEvent, useCallback, useEffect, useRef, useState } from 'react';
import type { Offer } from '../../shared/domain/offer.ts';
import { keysOf } from '../keys/actions.ts';
import { isWriting } from '../keys/listen.ts';
import { setDeclining, useOfferPlace } from '../stores/offer-place.ts';
import { settingsOf, useSession } from '../stores/session.ts';
import type { DeclineReason } from '../stores/work.ts';
import { handOverWords } from '../text/hand-over.ts';
import { offerWords } from '../text/work.ts';
import { Button } from '../ui/Button.tsx';
import { accept, decline } from './answers.ts';
import css from './Answers.module.css';

const REASONS = Object.keys(offerWords.reasons) as DeclineReason[];

type AnswersProps = { readonly offer: Offer; readonly large: boolean };
type ReasonsProps = AnswersProps & { readonly focusDecline: () => void };

/** Why: one key each. Takes the focus, and gives it back when the agent thinks better of it. */
function Reasons({ offer, large, focusDecline }: ReasonsProps) {
  const box = useRef<HTMLDivElement>(null);
  // Asked while drawing: the answers have left the page before any effect runs.
  const [before] = useState(() => document.activeElement);
  useEffect(() => {
    box.current?.querySelector<HTMLElement>('[aria-keyshortcuts]')?.focus();
    // Where an answer or nobody had it, the question was asked from Decline, which is back by then if it still rings.
    const isThere = (): boolean => before !== document.body && (before?.isConnected ?? false);
    return () => (before instanceof HTMLElement && isThere() ? before.focus() : focusDecline());
  }, [before, focusDecline]);
  const onKeyDown = (event: KeyboardEvent): void => {
    const reason = REASONS[Number(event.key) - 1];
    if (reason) decline(offer, reason);
    else if (event.key === 'Escape') setDeclining(false);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div
      ref={box}
      className={`${css.reasons} ${large ? '' : css.narrow}`}
      role="group"
      aria-label={offerWords.declineWhy}
      onKeyDownCapture={onKeyDown}
    >
      <div className={css.asks}>
        <span>{offerWords.declineWhy}</span>
        <Button kind="quiet" onPress={() => setDeclining(false)}>
          {offerWords.back}
        </Button>
      </div>
      {REASONS.map((reason, i) => (
        <Button key={reason} keys={String(i + 1)} onPress={() => decline(offer, reason)}>
          {offerWords.reasons[reason]}
        </Button>
      ))}
    </div>
  );
}

/** Somebody writes, or has put the offer aside: the focus stays with what they do. */
const isBusy = (): boolean => isWriting(document.activeElement) || useOfferPlace.getState().isAside;

/** Accept and Decline. The focus comes here when it rings, unless somebody is busy. */
export function Answers({ offer, large }: AnswersProps) {
  const isDeclining = useOfferPlace(state => state.isDeclining);
  const { keys } = useSession(settingsOf);
  const acceptButton = useRef<HTMLButtonElement>(null);
  const declineButton = useRef<HTMLButtonElement>(null);
  const focusDecline = useCallback(() => declineButton.current?.focus(), []);
  useEffect(() => {
    if (!isBusy()) acceptButton.current?.focus({ preventScroll: true });
  }, [offer.id]);
  if (isDeclining) return <Reasons offer={offer} large={large} focusDecline={focusDecline} />;
  return (
    <div className={large ? css.large : css.small}>
      <Button
        ref={acceptButton}
        kind="primary"
        size={large ? 'lg' : 'md'}
        keys={keysOf('offer.accept', keys)}
        onPress={() => accept(offer)}
      >
        {offer.kind === 'consult' ? handOverWords.comeIn : offerWords.accept}
      </Button>
      <Button ref={declineButton} keys={keysOf('offer.decline', keys)} onPress={() => setDeclining(true)}>
        {offerWords.decline}
      </Button>
    </div>
  );
}
