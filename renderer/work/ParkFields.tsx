import { format } from 'date-fns/format';
import { useId, useState } from 'react';
import { begunAbout } from '../../shared/contract/bridge/begun.ts';
import type { WorkItem } from '../../shared/domain/work.ts';
import { type Subject, useBegun } from '../stores/begun.ts';
import { useNow } from '../stores/now.ts';
import { asideWords } from '../text/aside.ts';
import { useCaretKept } from '../ui/caret.ts';
import { wasTypedIn } from '../ui/typed-in.ts';
import { parkChoices, type ParkChoice, untilOf } from './park-times.ts';
import css from '../ui/Form.module.css';

export type Parking = { readonly choice: ParkChoice; readonly at: string; readonly reason: string };

/** What is being chosen for these; `until` is undefined while no later time can be read of it. */
export function useParking(items: readonly WorkItem[]) {
  const now = useNow();
  const [inAnHour] = useState(() => format(Date.now() + 3_600_000, "yyyy-MM-dd'T'HH:mm"));
  const { value: kept, change } = useBegun(parkSubject(items), { choice: 'word', at: inAnHour, reason: '' });
  const value: Parking = { ...kept, choice: parkChoices(now).find(choice => choice === kept.choice) ?? 'word' };
  const asked = untilOf(value.choice, now, value.at);
  const until = typeof asked === 'number' && asked <= now ? undefined : asked;
  return { parking: value, setParking: change, until, reason: value.reason.trim() || null };
}

export const parkSubject = (items: readonly WorkItem[]): Subject => ({
  about: begunAbout.park(idsOf(items)),
  customerIds: customersOf(items),
});
export const customersOf = (items: readonly WorkItem[]): string[] => [
  ...new Set(items.map(({ customerId }) => customerId)),
];

export const idsOf = (items: readonly WorkItem[]): string[] => items.map(({ id }) => id);

type Props = {
  readonly parking: Parking;
  readonly onChange: (change: Partial<Parking>) => void;
  readonly isLate: boolean;
  /** Of what is being parked, by which its words are kept. */
  readonly place: string;
};

/** Until when, and why. */
export function ParkFields({ parking, onChange, isLate, place }: Props) {
  const id = useId();
  const caret = useCaretKept<HTMLInputElement>(place);
  const [writesOn] = useState(() => wasTypedIn(place));
  // As it is asked: what is chosen does not go at midnight.
  const [choices] = useState(() => parkChoices(Date.now()));
  return (
    <>
      <fieldset className={css.choices}>
        <legend className={css.label}>{asideWords.when}</legend>
        {choices.map((choice, at) => (
          <label key={choice} className={css.choice}>
            <input
              type="radio"
              name={id}
              // oxlint-disable-next-line jsx-a11y/no-autofocus -- a dialog that was asked for takes the focus
              autoFocus={at === 0 && !writesOn}
              checked={parking.choice === choice}
              onChange={() => onChange({ choice })}
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
            onChange={event => onChange({ at: event.target.value })}
          />
          {isLate ? <span className={css.wrong}>{asideWords.pastTime}</span> : null}
        </label>
      ) : null}
      <label className={css.field}>
        <span className={css.label}>{asideWords.reason}</span>
        <input
          ref={caret}
          className={css.line}
          dir="auto"
          maxLength={1_000}
          value={parking.reason}
          onChange={event => onChange({ reason: event.target.value })}
        />
        <span className={css.hint}>{asideWords.reasonHint}</span>
      </label>
    </>
  );
}
