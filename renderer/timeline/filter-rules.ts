// What the filter bar shows and what a press makes of the filter. Pure.
import type { Facets, TimelineFilter } from '../../shared/contract/bridge.ts';

export const NO_FILTER: TimelineFilter = {
  channels: null,
  kinds: null,
  directions: null,
  audiences: null,
  handles: null,
  from: null,
  to: null,
};

export type ListField = 'channels' | 'kinds' | 'directions' | 'audiences' | 'handles';
type Value<F extends ListField> = NonNullable<TimelineFilter[F]>[number];

export const isFiltered = (filter: TimelineFilter): boolean => Object.values(filter).some(part => part !== null);

export const isOn = <F extends ListField>(filter: TimelineFilter, field: F, value: Value<F>): boolean => {
  const kept = filter[field] as readonly Value<F>[] | null;
  return kept === null || kept.includes(value);
};

/**
 * Shows or hides one value. What is not among this customer's values stays as it was: the filter is the agent's, for all
 * customers. All on again means no filter, so that a channel first seen tomorrow is not hidden.
 */
export function toggle<F extends ListField>(
  filter: TimelineFilter,
  field: F,
  value: Value<F>,
  facets: Facets,
  every: readonly Value<F>[],
): TimelineFilter {
  const all = [...new Set([...every, ...facets[field].map(facet => facet.value as Value<F>)])];
  const kept = (filter[field] as readonly Value<F>[] | null) ?? all;
  const next = kept.includes(value) ? kept.filter(other => other !== value) : [...kept, value];
  const complete = all.every(other => next.includes(other));
  return { ...filter, [field]: complete ? null : next };
}

const DAY = 86_400_000;
/** Midnight of the local day that holds `at`. */
export function startOfDay(at: number): number {
  const date = new Date(at);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}

/** The last `days` local days with today. */
export const lastDays = (filter: TimelineFilter, days: number, now: number): TimelineFilter => ({
  ...filter,
  from: startOfDay(startOfDay(now) - (days - 1) * DAY + DAY / 2),
  to: null,
});

/** `2026-06-02` of a date field, as the start of that local day; null: not a date. */
export function dayFromField(value: string): number | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value);
  if (!match) return null;
  const at = new Date(Number(match[1]), Number(match[2]) - 1, Number(match[3])).getTime();
  return Number.isNaN(at) ? null : at;
}

const two = (n: number): string => String(n).padStart(2, '0');

/** For a date field; a `to` of the filter is exclusive, the field's day is the last one shown. */
export function fieldFromDay(at: number | null): string {
  if (at === null) return '';
  const date = new Date(at);
  return `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

export const dayAfter = (at: number): number => startOfDay(at + DAY + DAY / 2);
export const dayBefore = (at: number): number => startOfDay(at - DAY / 2);
