import fc from 'fast-check';
import { expect, test } from 'vitest';
import { steadyClock } from '../../backend/steady-clock.ts';

const from = Date.parse('2026-11-22T08:00:00Z');

function made() {
  const time = { wall: from, monotonic: 5_000 };
  const pass = (ms: number): void => {
    time.wall += ms;
    time.monotonic += ms;
  };
  return { time, pass, clock: steadyClock({ now: () => time.wall, monotonic: () => time.monotonic }) };
}

test('goes as the wall clock does while nobody sets it', () => {
  const { pass, clock } = made();
  expect(clock.now()).toBe(from);
  pass(86_400_000);
  expect(clock.now()).toBe(from + 86_400_000);
});

test('an hour forth or back is not followed at once, and is by and by', () => {
  for (const jump of [3_600_000, -3_600_000]) {
    const { time, pass, clock } = made();
    time.wall += jump;
    pass(1_000);
    expect(Math.abs(clock.now() - (from + 1_000))).toBeLessThanOrEqual(10);
    pass(5 * 86_400_000);
    expect(clock.now()).toBe(time.wall);
  }
});

test('whatever is done to the wall clock, it never goes back and is never more than a hundredth off in pace', () => {
  const step = fc.record({
    passes: fc.integer({ min: 0, max: 10_000_000 }),
    jumps: fc.integer({ min: -1e9, max: 1e9 }),
  });
  fc.assert(
    fc.property(fc.array(step), steps => {
      const { time, pass, clock } = made();
      let before = clock.now();
      for (const { passes, jumps } of steps) {
        time.wall += jumps;
        pass(passes);
        const now = clock.now();
        expect(now).toBeGreaterThanOrEqual(before);
        expect(Math.abs(now - before - passes)).toBeLessThanOrEqual(passes * 0.01 + 1);
        before = now;
      }
    }),
  );
});
