import type { Case } from '../../shared/domain/case.ts';
import { openCode } from '../stores/codes.ts';
import { useNow } from '../stores/now.ts';
import { codeWords } from '../text/codes.ts';
import { keepingWords } from '../text/keeping.ts';
import { customerWords } from '../text/customer.ts';
import { daySpan } from '../text/time.ts';
import { KeepHere } from '../settings/KeepHere.tsx';
import { IconButton } from '../ui/Button.tsx';
import css from './CustomerPanel.module.css';

/** Open cases, newest first, and how many are closed. */
export function Cases({ cases }: { readonly cases: readonly Case[] }) {
  const now = useNow();
  const open = cases.filter(one => one.state === 'open').toSorted((a, b) => b.openedAt - a.openedAt);
  const closed = cases.length - open.length;
  return (
    <div className={css.section} role="group" aria-label={customerWords.cases}>
      <h3>
        {customerWords.cases} <span className={css.quiet}>{open.length}</span>
      </h3>
      {open.length === 0 ? <p className={css.hint}>{customerWords.noCases}</p> : null}
      <ul className={css.list}>
        {open.map(one => (
          <li key={one.id} className={css.case}>
            <span className={css.quiet}>{one.number}</span>
            <bdi className={css.address} title={one.subject}>
              {one.subject}
            </bdi>
            <span className={css.quiet}>{daySpan(now - one.openedAt)}</span>
            <KeepHere pin={{ customerId: one.customerId, caseId: one.id }} label={keepingWords.keepCase(one.number)} />
            <IconButton
              icon="keypad"
              label={codeWords.giveFor(one.number)}
              onPress={() => void openCode({ customerId: one.customerId, caseId: one.id })}
            />
          </li>
        ))}
      </ul>
      {closed > 0 ? <p className={css.hint}>{customerWords.closedCases(closed)}</p> : null}
    </div>
  );
}
