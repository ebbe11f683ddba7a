import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Hours, hoursSchema } from '../../shared/domain/hours.ts';
import { closedAt, isOpen, nextOpening } from '../../shared/domain/opening.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const day = [{ from: 8 * 60, to: 18 * 60 }];
const office = (zone: string, holidays: Hours['holidays'] = []): Hours => ({
  zone,
  week: [day, day, day, day, day, [], []],
  holidays,
});
const at = (text: string): number => Date.parse(text);

test('opens and closes by the clocks of its own zone', () => {
  const london = office('Europe/London');
  expect(isOpen(london, at('2026-07-01T07:00:00Z'))).toBe(true); // 8:00 in summer
  expect(isOpen(london, at('2026-07-01T06:59:59Z'))).toBe(false);
  expect(isOpen(london, at('2026-12-01T07:59:59Z'))).toBe(false);
  expect(isOpen(london, at('2026-12-01T08:00:00Z'))).toBe(true);
  expect(isOpen(london, at('2026-12-01T18:00:00Z'))).toBe(false);
  expect(isOpen(office('Asia/Kolkata'), at('2026-07-01T02:30:00Z'))).toBe(true);
});

test('on Friday evening it opens on Monday, also over the change of the clocks, and after a holiday', () => {
  const friday = at('2026-03-27T19:00:00Z');
  expect(nextOpening(office('Europe/London'), friday)).toBe(at('2026-03-30T07:00:00Z')); // summer time began on Sunday
  const easter = [{ date: '2026-03-30', name: 'Closed', spans: [] }];
  expect(nextOpening(office('Europe/London', easter), friday)).toBe(at('2026-03-31T07:00:00Z'));
  const short = [{ date: '2026-03-30', name: 'Short', spans: [{ from: 600, to: 720 }] }];
  expect(nextOpening(office('Europe/London', short), friday)).toBe(at('2026-03-30T09:00:00Z'));
});

test('an opening that the clocks skip is when they have skipped; one that they show twice is the first', () => {
  const nightly = {
    zone: 'Europe/Berlin',
    week: Array.from({ length: 7 }, () => [{ from: 150, to: 300 }]),
    holidays: [],
  };
  expect(nextOpening(nightly, at('2026-03-28T23:30:00Z'))).toBe(at('2026-03-29T01:00:00Z')); // 2:30 becomes 3:00
  expect(nextOpening(nightly, at('2026-10-24T22:30:00Z'))).toBe(at('2026-10-25T00:30:00Z'));
  const swallowed = { ...nightly, week: Array.from({ length: 7 }, () => [{ from: 120, to: 180 }]) };
  expect(nextOpening(swallowed, at('2026-03-28T23:30:00Z'))).toBe(at('2026-03-30T00:00:00Z'));
});

test('never open is never; round the clock is always', () => {
  const never = { ...office('Europe/London'), week: Array.from({ length: 7 }, () => []) };
  expect(closedAt(never, 0)).toEqual({ opensAt: null });
  expect(closedAt(null, 0)).toBeNull();
});

const spans = fc
  .array(fc.integer({ min: 0, max: 1_440 }), { minLength: 0, maxLength: 4 })
  .map(points => points.toSorted((a, b) => a - b))
  .map(points =>
    Array.from({ length: Math.floor(points.length / 2) }, (_, i) => ({ from: points[2 * i]!, to: points[2 * i + 1]! })),
  );
const hours = fc.record({
  zone: fc.constantFrom(
    'Europe/London',
    'America/New_York',
    'Australia/Lord_Howe',
    'Asia/Kathmandu',
    'America/Sao_Paulo',
    'UTC',
  ),
  week: fc.array(spans, { minLength: 7, maxLength: 7 }),
  holidays: fc.array(
    fc.record({
      date: fc
        .integer({ min: 0, max: 364 })
        .map(n => new Date(at('2026-01-01T00:00:00Z') + n * 24 * HOUR).toISOString().slice(0, 10)),
      name: fc.constant('Holiday'),
      spans,
    }),
    { maxLength: 5 },
  ),
});

test('whatever the hours, zone and moment: it is open when it opens, and not a minute before', () => {
  fc.assert(
    fc.property(
      hours,
      fc.integer({ min: at('2026-01-01T00:00:00Z') / MINUTE, max: at('2026-12-20T00:00:00Z') / MINUTE }),
      (given, minute) => {
        expect(hoursSchema.parse(given)).toEqual(given);
        const now = minute * MINUTE;
        const opens = nextOpening(given, now);
        if (opens === null) return;
        expect(opens).toBeGreaterThanOrEqual(now);
        expect(isOpen(given, opens)).toBe(true);
        const step = Math.max(MINUTE, Math.floor((opens - now) / 40 / MINUTE) * MINUTE);
        for (let look = now; look < opens; look += step) expect(isOpen(given, look)).toBe(false);
        expect(opens === now || !isOpen(given, opens - MINUTE)).toBe(true);
      },
    ),
    { numRuns: 150 },
  );
});
