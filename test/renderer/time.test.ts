import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as time from '../../renderer/text/time.ts';

const NB = '\u00a0';
const SECOND = 1_000;
const HOUR = 3_600_000;
const now = new Date(2026, 5, 6, 14, 2, 7).getTime();
const at = (...parts: [number, number, number, number?, number?]) => new Date(...parts).getTime();

test('today a time, this week its day, else the date, with the year when it is another one', () => {
  expect(time.shortMoment(at(2026, 5, 6, 9, 5), now)).toBe('09:05');
  expect(time.shortMoment(at(2026, 5, 3, 16, 20), now)).toBe('Wed 16:20');
  expect(time.shortMoment(at(2026, 4, 2, 16, 20), now)).toBe('2 May');
  expect(time.shortMoment(at(2024, 5, 2, 16, 20), now)).toBe('2 Jun 2024');
});

test('how fresh something is has its day where it is not of today', () => {
  expect(time.liveTime(at(2026, 5, 6, 9, 5), now)).toBe('09:05:00');
  expect(time.liveTime(at(2026, 5, 4, 9, 5), now)).toBe('4 Jun 09:05:00');
  expect(time.liveTime(at(2024, 5, 4, 9, 5), now)).toBe('4 Jun 2024 09:05:00');
  expect([at(2026, 5, 5, 23, 59), now, at(2026, 5, 7)].map(then => time.daysAgo(then, now))).toEqual([1, 0, 0]);
});

test('waits keep their width: m:ss, then hours, then days', () => {
  expect(time.waitSpan(372 * SECOND)).toBe('6:12');
  expect(time.waitSpan(5 * HOUR + 12 * 60 * SECOND)).toBe(`5${NB}h${NB}12`);
  expect(time.waitSpan(45 * HOUR)).toBe(`1${NB}d${NB}21${NB}h`);
});

test('a long time is days, and then years: nobody reads 3,681 days', () => {
  const DAYS = 24 * HOUR;
  for (const write of [time.waitSpan, time.daySpan]) {
    expect(write(99 * DAYS + 5 * HOUR)).toBe(`99${NB}d${NB}5${NB}h`);
    expect(write(300 * DAYS + 5 * HOUR)).toBe(`300${NB}d`);
    expect(write(3_681 * DAYS)).toBe(`10${NB}y`);
  }
});

test('live clocks and talk times', () => {
  expect(time.clockSpan(252 * SECOND)).toBe('00:04:12');
  expect(time.minutes(692 * SECOND)).toBe('11:32');
  expect(time.minutes(3_849 * SECOND)).toBe('1:04:09');
  expect(time.spokenSpan(151 * SECOND)).toBe(`2${NB}min${NB}31${NB}s`);
});

test('no span of time is negative or empty, whatever the clocks say', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1e9, max: 1e12 }), ms => {
      for (const write of [time.minutes, time.clockSpan, time.spokenSpan])
        expect(write(ms)).toMatch(/^\d[\d:\u00a0a-z]*$/);
    }),
  );
});

test('numbers and sizes', () => {
  expect(time.shortNumber(18_240)).toBe(`18.2${NB}k`);
  expect(time.shortNumber(6_840)).toBe('6,840');
  expect(time.fileSize(284_311)).toBe(`284${NB}kB`);
});

test('a zone that nobody knows is left out', () => {
  expect(time.timeIn(Date.UTC(2026, 5, 6, 14), 'Europe/Lisbon')).toBe('15:00');
  expect(time.timeIn(0, 'Nowhere/At all')).toBeNull();
});
