// What a filter of the timeline lets through. The core says the same in SQL; see `MATCHES`.
import type { Picked, TimelineFilter } from '../contract/bridge/timeline.ts';

type Lists = Pick<TimelineFilter, 'channels' | 'kinds' | 'directions' | 'audiences' | 'handles'>;
/** A missing handle is null, or the empty string where it stands in a column. */
type Traits = { readonly [F in 'channel' | 'kind' | 'direction' | 'audience']: string } & {
  readonly handle: string | null;
};

const isIn = (list: readonly string[] | null, value: string | null): boolean =>
  list === null || (value !== null && list.includes(value));

/** By all that does not depend on the time. */
export const matches = (one: Traits, { channels, kinds, directions, audiences, handles }: Lists): boolean =>
  isIn(channels, one.channel) &&
  isIn(kinds, one.kind) &&
  isIn(directions, one.direction) &&
  isIn(audiences, one.audience) &&
  isIn(handles, one.handle);

export const shows = (filter: TimelineFilter, one: Omit<Picked, 'id'>): boolean =>
  (filter.from === null || one.at >= filter.from) && (filter.to === null || one.at < filter.to) && matches(one, filter);
