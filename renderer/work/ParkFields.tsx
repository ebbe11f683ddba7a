import { format } from 'date-fns/format';
import { useId, useState } from 'react';
import type { WorkItem } from '../../shared/domain/work.ts';
import { useBegun } from '../stores/begun.ts';
import { useNow } from '../stores/now.ts';
import { asideWords } from '../text/aside.ts';
import { parkChoices, type ParkChoice, untilOf } from './park-times.ts';
import css from '../ui/Form.module.css';

export type Parking = { readonly choice: ParkChoice; readonly at: string; readonly reason: string };

/** What is being chosen for these; `until` is undefined while no later time can be read of it. */
export function useParking(items: readonly WorkItem[]) {
  const { value, change, done } = useBegun<Parking>(`park ${idsOf(items)}`, () => ({
    choice: 'word',
    at: format(Date.now() + 3_600_000, "yyyy-MM-dd'T'HH:mm"),
    reason: '',
  }));
  const now = useNow();
  const asked = untilOf(value.choice, now, value.at);
  const until = typeof asked === 'number' && asked <= now ? undefined : asked;
  return { parking: value, setParking: change, until, reason: value.reason.trim() || null, done };
}

/** These and no others, in whatever order. */
export const idsOf = (items: readonly WorkItem[]): string =>
  items
    .map(({ id }) => id)
    .toSorted()
    .join(' ');

type Props = { readonly parking: Parking; readonly onChange: (parking: Parking) => void; readonly isLate: boolean };

/** Until when, and why. */
export function ParkFields({ parking, onChange, isLate }: Props) {
  const id = useId();
  // As it is asked: what is chosen does not go at midnight.
  const [choices] = useState(() => parkChoices(Date.now()));
  return (
    <>
      <fieldset className={css.choices}>
        <legend className={css.label}>{asideWords.when}</legend>
        {choices.map((choice, place) => (
          <label key={choice} className={css.choice}>
            <input
              type="radio"
              name={id}
              // oxlint-disable-next-line jsx-a11y/no-autofocus -- a dialog that was asked for takes the focus
              autoFocus={place === 0}
              checked={parking.choice === choice}
              onChange={() => onChange({ ...parking, choice })}
            />
            {asideWords.choices[choice]}
          </label>
        ))}
      </fieldset>
      {parking.choice === 'time' ? (
        <label className={css.field}>
          <span className={css.label}>{asideWords.time}</span>
          <input
            className={css.line}
            type="datetime-local"
            value={parking.at}
            aria-invalid={isLate}
            onChange={event => onChange({ ...parking, at: event.target.value })}
          />
          {isLate ? <span className={css.wrong}>{asideWords.pastTime}</span> : null}
        </label>
      ) : null}
      <label className={css.field}>
        <span className={css.label}>{asideWords.reason}</span>
        <input
          className={css.line}
          dir="auto"
          maxLength={1_000}
          value={parking.reason}
          onChange={event => onChange({ ...parking, reason: event.target.value })}
        />
        <span className={css.hint}>{asideWords.reasonHint}</span>
      </label>
    </>
  );
}
