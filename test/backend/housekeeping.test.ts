import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { housekeeping } from '../../backend/housekeeping.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('each chore is done at its own pace, never twice at once, and one that fails is done again', async () => {
  let slow = 0;
  let failing = 0;
  let finish: (rows: number) => void = () => undefined;
  const house = housekeeping([
    { name: 'slow', every: 1_000, run: () => ((slow += 1), new Promise<number>(done => (finish = done))) },
    { name: 'failing', every: 500, run: () => ((failing += 1), Promise.reject(new Error('the database is away'))) },
  ]);
  house.start();
  await vi.advanceTimersByTimeAsync(400);
  expect([slow, failing]).toEqual([0, 0]);
  await vi.advanceTimersByTimeAsync(4_700);
  expect([slow, failing]).toEqual([1, 10]);
  finish(3);
  await vi.advanceTimersByTimeAsync(1_100);
  expect(slow).toBe(2);
});

test('stopping waits for what is under way, and nothing begins after it', async () => {
  let runs = 0;
  let finish: (rows: number) => void = () => undefined;
  const house = housekeeping([
    { name: 'slow', every: 100, run: () => ((runs += 1), new Promise<number>(done => (finish = done))) },
  ]);
  house.start();
  await vi.advanceTimersByTimeAsync(100);
  let stopped = false;
  const stopping = house.stop().then(() => (stopped = true));
  await vi.advanceTimersByTimeAsync(1_000);
  expect([runs, stopped]).toEqual([1, false]);
  finish(0);
  await stopping;
  await vi.advanceTimersByTimeAsync(1_000);
  expect(runs).toBe(1);
});
