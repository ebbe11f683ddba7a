import { useId } from 'react';
import { beyondWords } from '../text/beyond.ts';
import { dayFromField, fieldFromDay } from '../timeline/filter-rules.ts';
import form from '../ui/Form.module.css';
import css from './Beyond.module.css';
import type { Asked } from './set-asked.ts';

type ChoiceProps = {
  readonly label: string;
  readonly value: string | null;
  readonly options: readonly { readonly id: string; readonly label: string }[];
  readonly onChange: (id: string) => void;
};

/** One of several, under its label. */
export function Choice({ label, value, options, onChange }: ChoiceProps) {
  const id = useId();
  return (
    <div className={form.field}>
      <label className={form.label} htmlFor={id}>
        {label}
      </label>
      <select id={id} className={form.line} value={value ?? ''} onChange={event => onChange(event.target.value)}>
        {options.map(option => (
          <option key={option.id} value={option.id}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}

type DaysProps = { readonly asked: Asked; readonly change: (next: Partial<Asked>) => void };

/** The first and the last day of a period. */
export function Days({ asked, change }: DaysProps) {
  const id = useId();
  return (
    <div className={css.days}>
      {(['from', 'to'] as const).map(end => (
        <div key={end} className={form.field}>
          <label className={form.label} htmlFor={`${id}-${end}`}>
            {beyondWords[end]}
          </label>
          <input
            id={`${id}-${end}`}
            type="date"
            className={form.line}
            value={fieldFromDay(asked[end])}
            onChange={event => change({ [end]: dayFromField(event.target.value) })}
          />
        </div>
      ))}
    </div>
  );
}
