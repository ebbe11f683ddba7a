import { memo, useEffect, useRef } from 'react';
import type { Customer } from '../../shared/domain/customer.ts';
import type { Offer } from '../../shared/domain/offer.ts';
import { ForewordPanel } from '../customer/ForewordPanel.tsx';
import { CameFrom } from '../hand-over/CameFrom.tsx';
import { watchConversation } from '../stores/conversation-opening.ts';
import { conversationOf, useConversations } from '../stores/conversations.ts';
import { openCustomer, openEntry } from '../stores/view.ts';
import { audienceOf, useWork } from '../stores/work.ts';
import { handOverWords } from '../text/hand-over.ts';
import { customerWords } from '../text/customer.ts';
import { spokenSpan } from '../text/time.ts';
import { offerWords } from '../text/work.ts';
import { channelIcon, Icon, type IconName } from '../ui/Icon.tsx';
import { Kbd } from '../ui/Kbd.tsx';
import { Numbered } from '../timeline/Said.tsx';
import { useFocusAfter } from '../ui/use-focus-back.ts';
import { Answers } from './Answers.tsx';
import { identityOf } from './digest.ts';
import css from './OfferPanel.module.css';
import { Before } from './Before.tsx';
import { Ring } from './Ring.tsx';
import { type Countdown, useCountdown } from './use-countdown.ts';

const SURE: Readonly<Record<'proven' | 'likely' | 'shared', IconName>> = {
  proven: 'proven',
  likely: 'likely',
  shared: 'shared',
};
/** Waiting longer than this, milliseconds, is said in amber. */
const LONG_WAIT = 120_000;

function Sureness({ customer, offer }: { readonly customer: Customer | undefined; readonly offer: Offer }) {
  const identity = customer ? identityOf(customer, offer) : undefined;
  if (!identity) return null;
  return (
    <span className={`${css.sure} ${css[identity.sureness]}`}>
      <Icon name={SURE[identity.sureness]} />
      {customerWords.sureness(identity)}
    </span>
  );
}

type Shown = { readonly offer: Offer; readonly customer: Customer | undefined; readonly countdown: Countdown };

function Head({ offer, customer, countdown }: Shown) {
  const audience = useWork(audienceOf(offer));
  return (
    <div className={css.head}>
      <Ring seconds={countdown.seconds} whole={countdown.whole} size="panel" />
      <div>
        <p className={css.line}>
          <Icon name={channelIcon(offer.channel, audience)} />
          <b>{offer.kind === 'consult' ? handOverWords.consultFor : offerWords.for(offer.channel, audience)}</b>
          <bdi>{offer.from}</bdi>
          <Sureness customer={customer} offer={offer} />
        </p>
        <h1 className={css.name} dir="auto" title={offer.customerName}>
          {offer.customerName}
        </h1>
        <p className={css.subject} dir="auto">
          <Numbered text={offer.subject} />
        </p>
      </div>
      <div className={css.answers}>
        <Answers offer={offer} large />
      </div>
    </div>
  );
}

function Facts({ offer, customer, countdown }: Shown) {
  const late = countdown.waitedMs >= LONG_WAIT;
  return (
    <dl className={css.facts}>
      <div>
        <dt>{offerWords.queue}</dt>
        <dd>{offer.queueName}</dd>
      </div>
      <div>
        <dt>{offerWords.waited}</dt>
        <dd className={late ? css.late : undefined}>{spokenSpan(countdown.waitedMs)}</dd>
      </div>
      {customer?.value ? (
        <div>
          <dt>{offerWords.value}</dt>
          <dd dir="auto">{customer.value}</dd>
        </div>
      ) : null}
      <div>
        <dt>{offerWords.why}</dt>
        <dd dir="auto">{offer.why}</dd>
      </div>
    </dl>
  );
}

function Foot({ offer, seconds }: { readonly offer: Offer; readonly seconds: number }) {
  return (
    <footer className={css.foot}>
      <Icon name="clock" />
      <span>
        {offer.kind === 'work'
          ? offerWords.ifNot(offer.channel, seconds)
          : offer.asking
            ? handOverWords.consultNext(seconds)
            : handOverWords.consultIfNot(seconds, offer.handover?.fromName ?? '')}
      </span>
      <span className={css.asks}>
        {offerWords.declineAsks}
        {Object.values(offerWords.reasons).map((reason, i) => (
          <span key={reason}>
            <Kbd keys={String(i + 1)} /> {reason}
          </span>
        ))}
      </span>
    </footer>
  );
}

/** The page before the conversation: who, from where, why, waited how long, and what came before; then the answer. */
export const OfferPanel = memo(function OfferPanel({ offer }: { readonly offer: Offer }) {
  const box = useRef<HTMLElement>(null);
  useFocusAfter(box);
  const countdown = useCountdown(offer);
  const data = useConversations(conversationOf(offer.customerId));
  useEffect(() => watchConversation(offer.customerId), [offer.customerId]);
  const show = (entryId: string | null): void => {
    if (entryId) openEntry(offer.customerId, entryId);
    else openCustomer(offer.customerId);
  };
  return (
    <section ref={box} className={css.panel} aria-label={offerWords.region}>
      <div>
        <Head offer={offer} customer={data?.customer} countdown={countdown} />
        <Facts offer={offer} customer={data?.customer} countdown={countdown} />
        {offer.handover ? (
          <div className={css.from}>
            <CameFrom handover={offer.handover} enteredAt={offer.enteredAt} />
          </div>
        ) : null}
      </div>
      <div className={css.body}>
        <div className={css.before}>
          <Before data={data} offer={offer} onShow={show} />
        </div>
        <div className={css.foreword}>{data ? <ForewordPanel foreword={data.foreword} onOpen={show} /> : null}</div>
      </div>
      <Foot offer={offer} seconds={countdown.seconds} />
    </section>
  );
});
