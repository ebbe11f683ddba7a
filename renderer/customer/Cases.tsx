import { useState } from 'react';
import type { Case } from '../../shared/domain/case.ts';
import { openCode } from '../stores/codes.ts';
import { useNow } from '../stores/now.ts';
import { codeWords } from '../text/codes.ts';
import { keepingWords } from '../text/keeping.ts';
import { customerWords } from '../text/customer.ts';
import { daySpan, shortDay } from '../text/time.ts';
import { KeepHere } from '../settings/KeepHere.tsx';
import { IconButton } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Said } from '../timeline/Said.tsx';
import css from './CustomerPanel.module.css';

/** A customer of years has more: the older ones are found by searching. */
const MOST_CLOSED = 50;

/** How many there are, and on demand which, newest first: they can be kept on this workstation, too. */
function Closed({ cases }: { readonly cases: readonly Case[] }) {
  const [isOpen, setOpen] = useState(false);
  const now = useNow();
  return (
    <>
      <button type="button" className={css.more} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {customerWords.closedCases(cases.length)}
        <Icon name={isOpen ? 'up' : 'down'} size="sm" />
      </button>
      {isOpen ? (
        <ul className={css.list} aria-label={customerWords.closedCases(cases.length)}>
          {cases.slice(0, MOST_CLOSED).map(one => (
            <li key={one.id} className={css.case}>
              <span className={css.quiet}>{one.number}</span>
              <Said className={css.address} title={one.subject} text={one.subject} />
              <span className={css.quiet}>{shortDay(one.closedAt ?? one.openedAt, now)}</span>
              <KeepHere
                pin={{ customerId: one.customerId, caseId: one.id }}
                label={keepingWords.keepCase(one.number)}
              />
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}

/** Open cases, newest first, and the closed ones behind their number. */
export function Cases({ cases }: { readonly cases: readonly Case[] }) {
  const now = useNow();
  const open = cases.filter(one => one.state === 'open').toSorted((a, b) => b.openedAt - a.openedAt);
  const closed = cases.filter(one => one.state === 'closed').toSorted((a, b) => b.openedAt - a.openedAt);
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
            <Said className={css.address} title={one.subject} text={one.subject} />
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
      {closed.length > 0 ? <Closed cases={closed} /> : null}
    </div>
  );
}
