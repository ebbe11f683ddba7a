import { expect, test } from 'vitest';
import { dayAbove } from '../../../renderer/timeline/day-above.ts';
import { rowsOf } from '../../../renderer/timeline/rows.ts';
import { entryOf } from '../made.ts';

const FRIDAY = new Date(2026, 10, 20, 12).getTime();
const SATURDAY = new Date(2026, 10, 21, 12).getTime();
const rows = rowsOf(
  [FRIDAY, SATURDAY].map(at => ({ entry: entryOf('post', { at }), pending: null })),
  true,
);
/** The second row begins 100 px down and is the first in view. */
const scrolledTo = (offset: number): number | null => dayAbove(rows, { first: 1, start: 100, offset, fits: false });

test('a day whose title can be read at the top does not stand a second time above it', () => {
  expect(scrolledTo(100)).toBeNull();
  expect(scrolledTo(106)).toBeNull();
  expect(scrolledTo(110)).toBeNull();
});

test('once the words of the title are cut, and below a day that began earlier, it is said above', () => {
  expect(scrolledTo(111)).toBe(SATURDAY);
  expect(dayAbove(rows, { first: 0, start: 0, offset: 60, fits: false })).toBe(FRIDAY);
});

test('where all is in view no day is said above its title', () => {
  expect(dayAbove(rows, { first: 1, start: 100, offset: 200, fits: true })).toBeNull();
});
