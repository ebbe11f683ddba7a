import { expect, test } from 'vitest';
import { wayTo } from '../../../renderer/timeline/use-hold-in-view.ts';

const room = { top: 100, bottom: 600 };

test('an entry that fits is brought in whole, by the shorter way, and left where it is seen', () => {
  expect(wayTo(room, { top: 100, bottom: 600 }, null)).toBe(0);
  expect(wayTo(room, { top: 40, bottom: 240 }, null)).toBe(-68);
  expect(wayTo(room, { top: 500, bottom: 700 }, null)).toBe(108);
  // Its words may be looked for behind a fold: what is seen is seen.
  expect(wayTo(room, { top: 200, bottom: 300 }, { top: 700, bottom: 720 })).toBe(0);
});

test('of a higher one the word that was looked for is brought to the middle, else its beginning', () => {
  const high = { top: -2_000, bottom: 3_000 };
  expect(wayTo(room, high, { top: 1_350, bottom: 1_370 })).toBe(1_000);
  expect(wayTo(room, high, { top: 580, bottom: 600 })).toBe(0);
  expect(wayTo(room, high, null)).toBe(-2_108);
  expect(wayTo(room, { top: 300, bottom: 3_000 }, null)).toBe(0);
});
