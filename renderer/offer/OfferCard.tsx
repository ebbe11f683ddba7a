import { useEffect, useRef } from 'react';
import type { Offer } from '../../shared/domain/offer.ts';
import { watchConversation } from '../stores/conversation-opening.ts';
import { conversationOf, useConversations } from '../stores/conversations.ts';
import { CameFrom } from '../hand-over/CameFrom.tsx';
import { moveOfferTo } from '../stores/offer-place.ts';
import { openView } from '../stores/view.ts';
import { audienceOf, useWork } from '../stores/work.ts';
import { shortMoment, spokenSpan } from '../text/time.ts';
import { handOverWords } from '../text/hand-over.ts';
import { offerWords } from '../text/work.ts';
import { Button } from '../ui/Button.tsx';
import { channelIcon, Icon } from '../ui/Icon.tsx';
import { Said } from '../timeline/Said.tsx';
import { useFocusAfter } from '../ui/use-focus-back.ts';
import { Answers } from './Answers.tsx';
import { lastWords } from './digest.ts';
import css from './OfferCard.module.css';
import { Ring } from './Ring.tsx';
import { useCountdown } from './use-countdown.ts';

/** It rings while something else is read or written: who, why, the last words, and the two answers. */
export function OfferCard({ offer }: { readonly offer: Offer }) {
  const box = useRef<HTMLElement>(null);
  useFocusAfter(box);
  const audience = useWork(audienceOf(offer));
  const { seconds, whole, waitedMs } = useCountdown(offer);
  // What they write while it rings is read here too.
  useEffect(() => watchConversation(offer.customerId), [offer.customerId]);
  const said = lastWords(useConversations(conversationOf(offer.customerId)), offer);
  const facts = [
    [offerWords.from, offer.from],
    [offerWords.queue, offer.queueName],
    [offerWords.waited, spokenSpan(waitedMs)],
    [offerWords.why, offer.why],
  ];
  return (
    <section ref={box} className={css.card} aria-label={offerWords.region}>
      <div className={css.top}>
        <Ring seconds={seconds} whole={whole} size="card" />
        <div>
          <p className={css.channel}>
            <Icon name={channelIcon(offer.channel, audience)} />
            {offer.kind === 'consult' ? handOverWords.consultFor : offerWords.for(offer.channel, audience)}
          </p>
          <h3 className={css.who} dir="auto" title={offer.customerName}>
            {offer.customerName}
          </h3>
        </div>
      </div>
      <dl className={css.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd dir="auto">{value}</dd>
          </div>
        ))}
      </dl>
      {offer.handover ? <CameFrom handover={offer.handover} enteredAt={offer.enteredAt} /> : null}
      {said ? (
        <p className={css.say}>
          <time dateTime={new Date(said.at).toISOString()}>{shortMoment(said.at)}</time> <Said text={said.text} />
        </p>
      ) : null}
      <Button
        kind="quiet"
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
