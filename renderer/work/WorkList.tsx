import { useEffect } from 'react';
import type { Offer } from '../../shared/domain/offer.ts';
import type { WorkItem } from '../../shared/domain/work.ts';
import { OfferCard } from '../offer/OfferCard.tsx';
import { useCountdown } from '../offer/use-countdown.ts';
import { backendNow } from '../stores/connection.ts';
import { openConversation } from '../stores/conversations.ts';
import { loadDrafts, type Mode, useDrafts, type Writings, writingsOf } from '../stores/drafts.ts';
import { useNow } from '../stores/now.ts';
import { moveOfferTo, useOfferPlace } from '../stores/offer-place.ts';
import { afterSince, usePresence } from '../stores/presence.ts';
import { hashOf, openCustomer, openView, useView } from '../stores/view.ts';
import { dismissEnded, endedOffer, openItems, ringingOffer, useWork } from '../stores/work.ts';
import { clockTime, minutes, waitSpan } from '../text/time.ts';
import { workWords } from '../text/work.ts';
import { Button } from '../ui/Button.tsx';
import { channelIcon, Icon } from '../ui/Icon.tsx';
import css from './WorkList.module.css';

/** The offer that fills the middle, as the first line of the work. */
function RingingItem({ offer }: { readonly offer: Offer }) {
  const { seconds } = useCountdown(offer);
  return (
    <button
      type="button"
      className={css.item}
      aria-current="true"
      onClick={() => {
        moveOfferTo('panel');
        openView('work');
      }}
    >
      <Icon name={channelIcon(offer.channel, 'private')} />
      <span className={css.words}>
        <span className={css.strongName} dir="auto">
          {offer.customerName}
        </span>
        <span className={css.line}>{workWords.ringing(offer.queueName)}</span>
      </span>
      <span className={css.end}>
        <b className={css.accent}>{minutes(seconds * 1_000)}</b>
        <span>{workWords.offer}</span>
      </span>
    </button>
  );
}

/** What is being written and not sent: the one at hand, else the other. */
function draftOf(writings: Writings): { mode: Mode; text: string } | null {
  const mode = writings[writings.mode].text ? writings.mode : writings.reply.text ? 'reply' : 'note';
  const { text } = writings[mode];
  return text ? { mode, text } : null;
}

function Item({ item, isShown }: { readonly item: WorkItem; readonly isShown: boolean }) {
  const now = backendNow(useNow());
  const draft = draftOf(useDrafts(writingsOf(item.customerId)));
  useEffect(() => void loadDrafts(item.customerId), [item.customerId]);
  const after = usePresence(afterSince);
  const isCall = item.channel === 'voice';
  const since = (isCall ? after : null) ?? item.heldAt ?? item.enteredAt;
  return (
    <a
      className={css.item}
      href={hashOf('work', item.customerId)}
      aria-current={isShown ? 'true' : undefined}
      // Asked for while the finger is still down; then shown without the way through the address.
      onPointerDown={() => void openConversation(item.customerId)}
      onClick={event => {
        if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        openCustomer(item.customerId);
      }}
    >
      <Icon name={channelIcon(item.channel, 'private')} />
      <span className={css.words}>
        <span className={css.name} dir="auto">
          {item.customerName}
        </span>
        <span className={css.line} dir="auto">
          {draft ? <span className={css.draft}>{workWords.drafts[draft.mode]} </span> : null}
          {draft?.text || item.subject || item.from}
        </span>
      </span>
      <span className={css.end}>
        <b className={isCall ? css.accent : css.time}>
          {isCall ? minutes(Math.max(0, now - since)) : waitSpan(Math.max(0, now - since))}
        </b>
        <span>{isCall ? (after === null ? workWords.onCall : workWords.acw) : workWords.held}</span>
      </span>
    </a>
  );
}

/** What became of the offer that nobody here answered. */
function Lost({ offer }: { readonly offer: Offer }) {
  return (
    <div className={css.lost} role="group" aria-label={workWords.offer}>
      <Icon name={offer.channel === 'voice' ? 'missed' : 'warn'} />
      <p>
        <b>{workWords.lost(offer)}</b>
        <span dir="auto">{workWords.lostWho(offer.customerName, clockTime(offer.expiresAt))}</span>
      </p>
      <Button kind="quiet" onPress={dismissEnded}>
        {workWords.seen}
      </Button>
    </div>
  );
}

/** What rings and what is open, the newest first. */
export function WorkList() {
  const offer = useWork(ringingOffer);
  const ended = useWork(endedOffer);
  const items = useWork(openItems);
  const place = useOfferPlace(state => state.place);
  const customerId = useView(view => view.customerId);
  const inPanel = offer !== null && place === 'panel';
  return (
    <section className={css.work} aria-label={workWords.region} data-region="work" tabIndex={-1}>
      <div className={css.head}>
        <h2>{workWords.region}</h2>
      </div>
      <div aria-live="polite">{ended ? <Lost offer={ended} /> : null}</div>
      {offer && place === 'card' ? <OfferCard offer={offer} /> : null}
      {offer && inPanel ? (
        <div className={css.ringing}>
          <RingingItem offer={offer} />
        </div>
      ) : null}
      <div className={css.head}>
        <h3>
          {workWords.open} <span>{items.length}</span>
        </h3>
      </div>
      {items.length === 0 ? <p className={css.none}>{workWords.none}</p> : null}
      <ul className={css.items}>
        {items.map(item => (
          <li key={item.id}>
            <Item item={item} isShown={!inPanel && item.customerId === customerId} />
          </li>
        ))}
      </ul>
    </section>
  );
}
