import { useId } from 'react';
import type { TimelineFilter } from '../../shared/contract/bridge.ts';
import { shortDay } from '../text/time.ts';
import { filterWords } from '../text/timeline.ts';
import { dayAfter, dayBefore, dayFromField, fieldFromDay, lastDays } from './filter-rules.ts';
import { FilterPopover } from './FilterPopover.tsx';
import css from './Filters.module.css';
import { useToday } from './today.ts';

type Props = { readonly filter: TimelineFilter; readonly onChange: (filter: TimelineFilter) => void };

function saidOf({ from, to }: TimelineFilter, now: number): string {
  if (from === null && to === null) return filterWords.allDates;
  if (to === null) return filterWords.since(shortDay(from!, now));
  const last = shortDay(dayBefore(to), now);
  return from === null ? filterWords.until(last) : filterWords.between(shortDay(from, now), last);
}

type FieldProps = { readonly label: string; readonly day: number | null; readonly onDay: (at: number | null) => void };

function DayField({ label, day, onDay }: FieldProps) {
  const id = useId();
  return (
    <div className={css.dayField}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="date"
        className={css.date}
        value={fieldFromDay(day)}
        onChange={event => onDay(dayFromField(event.target.value))}
      />
    </div>
  );
}

/** A stretch of days; the last one is shown whole. */
export function DateFilter({ filter, onChange }: Props) {
  const presets: [string, number][] = [
    [filterWords.today, 1],
    [filterWords.week, 7],
    [filterWords.month, 30],
  ];
  const today = useToday();
  const set = filter.from !== null || filter.to !== null;
  const clear = () => onChange({ ...filter, from: null, to: null });
  return (
    <FilterPopover label={saidOf(filter, today)} title={filterWords.dates} set={set}>
      <div className={css.presets}>
        <button type="button" className={css.preset} aria-pressed={!set} onClick={clear}>
          {filterWords.allDates}
        </button>
        {presets.map(([label, days]) => (
          <button
            key={label}
            type="button"
            className={css.preset}
            aria-pressed={filter.to === null && filter.from === lastDays(filter, days, today).from}
            onClick={() => onChange(lastDays(filter, days, today))}
          >
            {label}
          </button>
        ))}
      </div>
      <DayField label={filterWords.fromDay} day={filter.from} onDay={from => onChange({ ...filter, from })} />
      <DayField
        label={filterWords.toDay}
        day={filter.to === null ? null : dayBefore(filter.to)}
        onDay={to => onChange({ ...filter, to: to === null ? null : dayAfter(to) })}
      />
    </FilterPopover>
  );
}
