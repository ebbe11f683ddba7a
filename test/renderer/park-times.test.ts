import { expect, test } from 'vitest';
import { parkChoices, untilOf } from '../../renderer/work/park-times.ts';

const noonOf = (day: number): number => new Date(2026, 10, day, 12).getTime();

test.each([
  ['Saturday', 21, 6],
  ['Sunday', 22, 5],
  ['Monday', 23, 6],
])('on a %s no two choices are the same time', (_day, day, choices) => {
  const times = parkChoices(noonOf(day))
    .filter(choice => choice !== 'time')
    .map(choice => untilOf(choice, noonOf(day), ''));

  expect(parkChoices(noonOf(day))).toHaveLength(choices);
  expect(new Set(times).size).toBe(times.length);
});
