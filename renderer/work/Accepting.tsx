import type { Offer } from '../../shared/domain/offer.ts';
import { outboxItems, useOutbox } from '../stores/outbox.ts';
import { chosenItemId, hashOf, openCustomer, useView } from '../stores/view.ts';
import { audienceOf, useWork } from '../stores/work.ts';
import { workWords } from '../text/work.ts';
import { channelIcon, Icon } from '../ui/Icon.tsx';
import css from './WorkList.module.css';

/** Without a network the answer to the accept is not on its way yet. */
export const useIsAcceptQueued = ({ customerId }: Offer): boolean =>
  useOutbox(outboxItems).some(
    ({ kind, state, customerId: about }) => kind === 'offer.accept' && state === 'queued' && about === customerId,
  );

/** Where the item will stand once the backend has said that it is this agent's; without a network that takes its time. */
export function Accepting({ offer }: { readonly offer: Offer }) {
  const { customerId, workItemId } = offer;
  const audience = useWork(audienceOf(offer));
  const isShown = useView(chosenItemId) === workItemId;
  const isQueued = useIsAcceptQueued(offer);
  return (
    <li>
      <a
        className={css.item}
        data-accepting
        href={hashOf('work', customerId, workItemId)}
        aria-current={isShown ? 'true' : undefined}
        onClick={event => {
          if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
          event.preventDefault();
          openCustomer(customerId, workItemId);
        }}
      >
        <Icon name={channelIcon(offer.channel, audience)} />
        <span className={css.words}>
          <span className={css.name} dir="auto">
            {offer.customerName}
          </span>
          <span className={css.line}>{isQueued ? workWords.acceptingQueued : workWords.accepting}</span>
        </span>
      </a>
    </li>
  );
}
