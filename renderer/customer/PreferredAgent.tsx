import { type Customer, preferredNow } from '../../shared/domain/customer.ts';
import { backendNow } from '../stores/connection.ts';
import { useNow } from '../stores/now.ts';
import { useOutbox } from '../stores/outbox.ts';
import { isLead, useSession } from '../stores/session.ts';
import { askPrefer } from '../stores/shell.ts';
import { openItems, useWork } from '../stores/work.ts';
import { preferWords } from '../text/prefer.ts';
import { Button } from '../ui/Button.tsx';
import css from './CustomerPanel.module.css';

/** Who has this customer's work first, until when and by whose word; left out where nobody is and nobody here may say so. */
export function PreferredAgent({ customer }: { readonly customer: Customer }) {
  const now = backendNow(useNow());
  const leads = useSession(isLead);
  const holds = useWork(openItems).some(item => item.customerId === customer.id);
  const isQueued = useOutbox(({ items }) =>
    items.some(
      ({ kind, customerId, state }) =>
        kind === 'customer.prefer' && customerId === customer.id && (state === 'queued' || state === 'sent'),
    ),
  );
  const preferred = preferredNow(customer, now);
  if (!preferred && !leads && !holds) return null;
  return (
    <div className={css.section} role="group" aria-label={preferWords.title}>
      <h3>{preferWords.title}</h3>
      <div className={css.case}>
        {preferred ? (
          <>
            <bdi className={css.address} title={preferWords.by(preferred)}>
              {preferred.agentName}
            </bdi>
            <span className={css.quiet}>{preferWords.until(preferred, now)}</span>
          </>
        ) : (
          <span className={css.preferNobody}>{preferWords.nobody}</span>
        )}
        {leads || holds ? (
          <Button kind="quiet" onPress={() => askPrefer(customer.id)}>
            {preferred ? preferWords.change : preferWords.set}
          </Button>
        ) : null}
      </div>
      {isQueued ? <p className={css.hint}>{preferWords.queued}</p> : null}
    </div>
  );
}
