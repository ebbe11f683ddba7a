import { useId, useState } from 'react';
import { KEEP_LIMITS, type Keeping, type KeepLimit } from '../../shared/contract/bridge/keeping.ts';
import { attempt } from '../stores/failures.ts';
import { changeLimits } from '../stores/keeping.ts';
import { keepingWords } from '../text/keeping.ts';
import { Button } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import css from './KeepingView.module.css';

/** What may be chosen here. */
const RANGE: Readonly<Record<KeepLimit, readonly [number, number]>> = {
  days: [1, 36_500],
  megabytes: [100, 1_000_000],
  freeMegabytes: [0, 1_000_000],
  fillEntries: [0, 100_000],
};

/** The number that is meant; null: it is none that may be chosen. */
export function chosenLimit(name: KeepLimit, text: string): number | null {
  const [least, most] = RANGE[name];
  const plain = text.replaceAll(/[\s,]/g, '');
  const value = /^\d{1,9}$/.test(plain) ? Number(plain) : NaN;
  return value >= least && value <= most ? value : null;
}

function Limit({
  name,
  value,
  isGiven,
}: {
  readonly name: KeepLimit;
  readonly value: number;
  readonly isGiven: boolean;
}) {
  const [text, setText] = useState(String(value));
  const id = useId();
  const chosen = chosenLimit(name, text);
  const isWrong = chosen === null;
  const isChanged = chosen !== null && chosen !== value;
  return (
    <form
      className={css.limit}
      onSubmit={event => {
        event.preventDefault();
        if (isChanged) void attempt(keepingWords.failures.limits, () => changeLimits({ [name]: chosen }));
      }}
    >
      <label htmlFor={id} className={css.limitName}>
        {keepingWords.limitNames[name]}
      </label>
      <span className={css.limitField}>
        {isGiven ? (
          <output id={id} className={css.fixed}>
            {value.toLocaleString('en-GB')}
          </output>
        ) : (
          <input
            id={id}
            className={css.number}
            inputMode="numeric"
            autoComplete="off"
            value={text}
            aria-invalid={isWrong}
            aria-describedby={`${id}-hint`}
            onChange={event => setText(event.currentTarget.value)}
            onKeyDown={event => {
              if (event.key === 'Escape') setText(String(value));
            }}
          />
        )}
        <span className={css.unit}>{keepingWords.units[name]}</span>
        {isChanged ? (
          <Button kind="primary" type="submit">
            {keepingWords.save}
          </Button>
        ) : null}
      </span>
      <span id={`${id}-hint`} className={css.hint}>
        {isWrong ? (
          <span className={css.wrong} role="status">
            <Icon name="warn" size="sm" /> {keepingWords.wrong(...RANGE[name])}
          </span>
        ) : isGiven ? (
          <span className={css.given}>
            <Icon name="private" size="sm" /> {keepingWords.given}
          </span>
        ) : (
          keepingWords.limitHints[name]
        )}
      </span>
    </form>
  );
}

/** How much history stays here. What the company has set is shown, and is not to be changed. */
export function Limits({ keeping }: { readonly keeping: Keeping }) {
  return (
    <div className={css.group} role="group" aria-label={keepingWords.limits}>
      <h2>{keepingWords.limits}</h2>
      {KEEP_LIMITS.map(name => (
        <Limit key={name} name={name} value={keeping.limits[name]} isGiven={keeping.given.includes(name)} />
      ))}
      <p className={css.hint}>{keepingWords.always(keeping.always, keeping.openedHours)}</p>
      <p className={css.fill} role="status">
        {keepingWords.fill[keeping.fill.state]}
        {keeping.fill.entries > 0 ? (
          <span className={css.hint}>{keepingWords.filled(keeping.fill.entries, keeping.fill.customers)}</span>
        ) : null}
      </p>
    </div>
  );
}
