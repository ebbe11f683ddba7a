import type { Row } from './rows.ts';

/** Pixels of a day's title (30 high) that may be out of view while all of its words are in it. */
const TITLE = 10;

export type Top = {
  /** Index of the first row that is in view, and where it begins; `offset`: how far the list is scrolled. In pixels. */
  readonly first: number;
  readonly start: number;
  readonly offset: number;
  /** All of the list is in view. */
  readonly fits: boolean;
};

/** When the entry at the top of what is in view was; null: its day stands right there as a title. */
export function dayAbove(rows: readonly Row[], { first, start, offset, fits }: Top): number | null {
  if (fits && rows[0]?.startsDay) return null;
  const row = rows[first];
  const isTitled = row?.startsDay === true && offset <= start + TITLE;
  return row && !isTitled ? row.item.entry.at : null;
}
