import type { TimelineFilter } from '../../../shared/contract/bridge.ts';

export const NO_FILTER: TimelineFilter = {
  channels: null,
  kinds: null,
  directions: null,
  audiences: null,
  handles: null,
  from: null,
  to: null,
};

/** JSON lists for `json_each`, null for everything. */
export type FilterRow = {
  channels: string | null;
  kinds: string | null;
  directions: string | null;
  audiences: string | null;
  handles: string | null;
};

/** Over the columns that `entries` and `tallies` share. A missing handle is the empty string in both. */
export const MATCHES = (
  [
    ['channels', 'channel'],
    ['kinds', 'kind'],
    ['directions', 'direction'],
    ['audiences', 'audience'],
    ['handles', 'handle'],
  ] as const
)
  .map(([list, column]) => `(@${list} IS NULL OR ${column} IN (SELECT value FROM json_each(@${list})))`)
  .join(' AND ');

const list = (values: readonly string[] | null): string | null => (values === null ? null : JSON.stringify(values));

export const filterRow = (filter: TimelineFilter): FilterRow => ({
  channels: list(filter.channels),
  kinds: list(filter.kinds),
  directions: list(filter.directions),
  audiences: list(filter.audiences),
  handles: list(filter.handles),
});
