import type { Customer } from '../../shared/domain/customer.ts';
import { askErase, isOrdered } from '../stores/erasures.ts';
import { useOutbox } from '../stores/outbox.ts';
import { isLead, useSession } from '../stores/session.ts';
import { erasureWords } from '../text/erasure.ts';
import { Button } from '../ui/Button.tsx';
import css from './CustomerPanel.module.css';

/** For leads alone: at the end of what is known of a customer. */
export function EraseCustomer({ customer }: { readonly customer: Customer }) {
  const leads = useSession(isLead);
  const isWaiting = useOutbox(isOrdered(customer.id));
  if (!leads || customer.erasedAt !== undefined) return null;
  return (
    <div className={css.section} role="group" aria-label={erasureWords.title}>
      <h3>{erasureWords.title}</h3>
      <div className={css.case}>
        <span className={css.preferNobody}>{isWaiting ? erasureWords.queued : erasureWords.hint}</span>
        <Button kind="quiet" isDisabled={isWaiting} onPress={() => askErase(customer.id)}>
          {erasureWords.open}
        </Button>
      </div>
    </div>
  );
}
