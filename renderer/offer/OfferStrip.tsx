import { useRef } from 'react';
import type { Offer } from '../../shared/domain/offer.ts';
import { moveOfferTo } from '../stores/offer-place.ts';
import { openView } from '../stores/view.ts';
import { audienceOf, ringingOffer, useWork } from '../stores/work.ts';
import { offerWords } from '../text/work.ts';
import { Button } from '../ui/Button.tsx';
import { channelIcon, Icon } from '../ui/Icon.tsx';
import { useFocusAfter } from '../ui/use-focus-back.ts';
import { Answers } from './Answers.tsx';
import css from './OfferStrip.module.css';
import { Ring } from './Ring.tsx';
import { useCountdown } from './use-countdown.ts';

function Strip({ offer }: { readonly offer: Offer }) {
  const box = useRef<HTMLElement>(null);
  useFocusAfter(box);
  const audience = useWork(audienceOf(offer));
  const { seconds, whole } = useCountdown(offer);
  return (
    <section ref={box} className={css.strip} aria-label={offerWords.region}>
      <Ring seconds={seconds} whole={whole} size="card" />
      <p className={css.words}>
        <span className={css.line}>
          <Icon name={channelIcon(offer.channel, audience)} /> {offerWords.for(offer.channel, audience)},{' '}
          {offer.queueName}
        </span>
        <b dir="auto">{offer.customerName}</b>
      </p>
      <Button
        icon="find"
        onPress={() => {
          moveOfferTo('panel');
          openView('work');
        }}
      >
        {offerWords.show}
      </Button>
      <Answers offer={offer} large={false} />
    </section>
  );
}

/** It rings in every view: in those without a Work region, and where Work has no room of its own, in a strip under the bar. */
export function OfferStrip() {
  const offer = useWork(ringingOffer);
  return offer ? <Strip key={offer.id} offer={offer} /> : null;
}
