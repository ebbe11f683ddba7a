import { useId, useState } from 'react';
import type { Customer } from '../../shared/domain/customer.ts';
import { ERASURE_REASONS, type ErasureReason } from '../../shared/domain/erasure.ts';
import { bridge } from '../bridge/bridge.ts';
import { customerHeld, useConversations } from '../stores/conversations.ts';
import { askErase, useErasures } from '../stores/erasures.ts';
import { attempt } from '../stores/failures.ts';
import { erasureWords } from '../text/erasure.ts';
import { Ask } from '../ui/Ask.tsx';
import css from '../ui/Form.module.css';

const close = (): void => askErase(null);

function Question({ customer }: { readonly customer: Customer }) {
  const id = useId();
  const [reason, setReason] = useState<ErasureReason | null>(null);
  const erase = (): void => {
    if (reason === null) return;
    close();
    void attempt(erasureWords.failed, () => bridge.call('customer.erase', { customerId: customer.id, reason }));
  };
  return (
    <Ask
      title={erasureWords.dialog(customer.name)}
      cancel={erasureWords.cancel}
      onClose={close}
      act={{ words: erasureWords.erase, keys: null, kind: 'danger', isReady: reason !== null, run: erase }}
    >
      <p>{erasureWords.what}</p>
      <p className={css.hint}>{erasureWords.stays}</p>
      <label className={css.field} htmlFor={id}>
        <span className={css.label}>{erasureWords.reason}</span>
        <select
          id={id}
          className={css.line}
          value={reason ?? ''}
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- a dialog that was asked for takes the focus
          autoFocus
          onChange={({ target }) => setReason(ERASURE_REASONS.find(one => one === target.value) ?? null)}
        >
          <option value="">{erasureWords.choose}</option>
          {ERASURE_REASONS.map(one => (
            <option key={one} value={one}>
              {erasureWords.reasons[one]}
            </option>
          ))}
        </select>
      </label>
    </Ask>
  );
}

/** Asks a lead whether a customer is really to be forgotten, and why. */
export function EraseDialog() {
  const customerId = useErasures(({ asking }) => asking) ?? '';
  const customer = useConversations(customerHeld(customerId));
  return customer ? <Question key={customer.id} customer={customer} /> : null;
}
