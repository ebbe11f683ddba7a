import { memo, useMemo } from 'react';
import type { Offer } from '../../shared/domain/offer.ts';
import type { WorkItem } from '../../shared/domain/work.ts';
import { HelpingList } from '../hand-over/Helping.tsx';
import { OfferCard } from '../offer/OfferCard.tsx';
import { useCountdown } from '../offer/use-countdown.ts';
import { useAside } from '../stores/aside.ts';
import { moveOfferTo, useOfferPlace } from '../stores/offer-place.ts';
import { settingsOf, useSession } from '../stores/session.ts';
import { chosenItemId, openView, useView } from '../stores/view.ts';
import {
  acceptedOffer,
  audienceOf,
  dismissEnded,
  endedOffer,
  openItems,
  ringingOffer,
  useWork,
} from '../stores/work.ts';
import { asideWords } from '../text/aside.ts';
import { minutes } from '../text/time.ts';
import { workWords } from '../text/work.ts';
import { Button } from '../ui/Button.tsx';
import { channelIcon, Icon } from '../ui/Icon.tsx';
import { Accepting } from './Accepting.tsx';
import { Introductions } from './Introductions.tsx';
import { LeftWords } from './LeftWords.tsx';
import { Mentions } from './Mentions.tsx';
import { orderedWork } from './order.ts';
import { WorkItemLine } from './WorkItemLine.tsx';
import css from './WorkList.module.css';
import { Selecting, SettledResult, WorkTools } from './WorkTools.tsx';

/** The offer that fills the middle, as the first line of the work. */
function RingingItem({ offer }: { readonly offer: Offer }) {
  const { seconds } = useCountdown(offer);
  const audience = useWork(audienceOf(offer));
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
      <Icon name={channelIcon(offer.channel, audience)} />
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

/** What became of the offer that nobody here answered. */
function Lost({ offer }: { readonly offer: Offer }) {
  return (
    <div className={css.lost} role="group" aria-label={workWords.offer}>
      <Icon name={offer.channel === 'voice' ? 'missed' : 'warn'} />
      <p>
        <b>{workWords.lost(offer)}</b>
        <span>
          <bdi>{offer.customerName}</bdi>
          {workWords.lostWhen(offer)}
        </span>
      </p>
      <Button kind="quiet" onPress={dismissEnded}>
        {workWords.seen}
      </Button>
    </div>
  );
}

/** What rings, what is open in the agent's order, and what is set aside. */
export const WorkList = memo(function WorkList() {
  const offer = useWork(ringingOffer);
  const accepted = useWork(acceptedOffer);
  const ended = useWork(endedOffer);
  const items = useWork(openItems);
  const marks = useAside(state => state.marks);
  const { workOrder } = useSession(settingsOf);
  const { open, parked } = useMemo(() => orderedWork(items, marks, workOrder), [items, marks, workOrder]);
  const place = useOfferPlace(state => state.place);
  const chosen = useView(chosenItemId);
  const inPanel = offer !== null && place === 'panel';
  const line = (item: WorkItem) => (
    <li key={item.id}>
      <WorkItemLine item={item} isShown={!inPanel && item.id === chosen} />
    </li>
  );
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
          {workWords.open} <span>{open.length}</span>
        </h3>
        {items.length > 0 ? <WorkTools /> : null}
      </div>
      <Selecting />
      <SettledResult />
      {open.length === 0 && !accepted ? <p className={css.none}>{workWords.none}</p> : null}
      <ul className={css.items}>
        {accepted ? <Accepting offer={accepted} /> : null}
        {open.map(line)}
      </ul>
      {parked.length === 0 ? null : (
        <>
          <div className={css.head}>
            <h3>
              {asideWords.parked} <span>{parked.length}</span>
            </h3>
          </div>
          <ul className={css.items}>{parked.map(line)}</ul>
        </>
      )}
      <LeftWords />
      <Mentions />
      <HelpingList />
      <Introductions />
    </section>
  );
});
