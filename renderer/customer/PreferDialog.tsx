import { useId, useState } from 'react';
import { type Customer, preferredNow } from '../../shared/domain/customer.ts';
import { bridge } from '../bridge/bridge.ts';
import { backendNow } from '../stores/connection.ts';
import { conversationOf, useConversations } from '../stores/conversations.ts';
import { attempt } from '../stores/failures.ts';
import { useNow } from '../stores/now.ts';
import { rosterOf, useOthers } from '../stores/roster.ts';
import { askPrefer, useShell } from '../stores/shell.ts';
import { preferWords } from '../text/prefer.ts';
import { Ask } from '../ui/Ask.tsx';
import { Button } from '../ui/Button.tsx';
import css from '../ui/Form.module.css';
import { dayBefore, endOf, usualDay, whyNotDay } from './prefer.ts';

const close = (): void => askPrefer(null);

function Question({ customer }: { readonly customer: Customer }) {
  const now = backendNow(useNow());
  const id = useId();
  const roster = useOthers(rosterOf);
  const colleagues = (roster?.colleagues ?? []).toSorted((a, b) => a.name.localeCompare(b.name, 'en'));
  const preferred = preferredNow(customer, now);
  const [agentId, setAgentId] = useState(preferred?.agentId ?? '');
  const [day, setDay] = useState(() => (preferred ? dayBefore(preferred.until) : usualDay(now)));
  const wrongDay = whyNotDay(day, now);
  const tell = (who: string | null, until: number | null): void => {
    close();
    void attempt(preferWords.failed, () =>
      bridge.call('customer.prefer', { customerId: customer.id, agentId: who, until }),
    );
  };
  return (
    <Ask
      title={preferWords.dialog(customer.name)}
      cancel={preferWords.cancel}
      onClose={close}
      act={{
        words: preferWords.keep,
        keys: 'Enter',
        isReady: agentId !== '' && wrongDay === null,
        run: () => tell(agentId, endOf(day)),
      }}
      other={preferred ? <Button onPress={() => tell(null, null)}>{preferWords.clear}</Button> : null}
      whyNot={wrongDay}
    >
      <p className={css.hint}>{preferWords.hint}</p>
      <label className={css.field} htmlFor={`${id} who`}>
        <span className={css.label}>{preferWords.agent}</span>
        <select
          id={`${id} who`}
          className={css.line}
          value={agentId}
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- a dialog that was asked for takes the focus
          autoFocus
          onChange={event => setAgentId(event.target.value)}
        >
          <option value="">{preferWords.choose}</option>
          {colleagues.map(one => (
            <option key={one.agentId} value={one.agentId}>
              {one.name}
            </option>
          ))}
        </select>
      </label>
      {roster ? null : <p className={css.hint}>{preferWords.unheard}</p>}
      <label className={css.field}>
        <span className={css.label}>{preferWords.day}</span>
        <input
          className={css.line}
          type="date"
          value={day}
          aria-invalid={wrongDay !== null}
          onChange={event => setDay(event.target.value)}
        />
      </label>
    </Ask>
  );
}

/** Asks who has a customer's work first, and until when. */
export function PreferDialog() {
  const customerId = useShell(shell => shell.preferring) ?? '';
  const customer = useConversations(conversationOf(customerId))?.customer;
  return customer ? <Question key={customer.id} customer={customer} /> : null;
}
