import { expect, onTestFinished, test, vi } from 'vitest';
import { pushQueue, SELDOM_MS } from '../../electron/core/bridge/pushes.ts';
import type { Connection, Push } from '../../shared/contract/bridge.ts';

const CONNECTION = { state: 'live' } as Connection;

function queue() {
  vi.useFakeTimers();
  const told: Push[] = [];
  const desk = { isBehind: false };
  const pushes = pushQueue({
    push: push => told.push(push),
    connection: () => CONNECTION,
    work: () => undefined,
    isBehind: () => desk.isBehind,
    monotonic: () => performance.now(),
  });
  onTestFinished(() => {
    pushes.stop();
    vi.useRealTimers();
  });
  /** What was told since last asked, `ms` later. */
  const after = (ms: number): string[] => {
    vi.advanceTimersByTime(ms);
    return told.splice(0).map(push => ('customerId' in push ? `${push.topic} ${push.customerId}` : push.topic));
  };
  const sam = (): void => pushes.add({ topic: 'timeline', customerId: 'sam' });
  return { pushes, desk, after, sam };
}

test('what changes within one turn is told once', () => {
  const { pushes, after, sam } = queue();
  sam();
  sam();
  pushes.add({ topic: 'work' });
  pushes.connection();
  expect(after(0)).toEqual(['timeline sam', 'work', 'connection']);
  expect(after(1_000)).toEqual([]);
});

test('catching up, conversations are told of seldom, and everything else at once', () => {
  const { pushes, desk, after, sam } = queue();
  desk.isBehind = true;
  sam();
  expect(after(0)).toEqual(['timeline sam']);
  sam();
  pushes.add({ topic: 'work' });
  pushes.connection();
  expect(after(0)).toEqual(['work', 'connection']);
  pushes.add({ topic: 'customer', customerId: 'sam' });
  expect(after(SELDOM_MS - 1)).toEqual([]);
  expect(after(1)).toEqual(['timeline sam', 'customer sam']);
  expect(after(10 * SELDOM_MS)).toEqual([]);
});

test('caught up, it is told at once', () => {
  const { pushes, desk, after, sam } = queue();
  desk.isBehind = true;
  sam();
  after(0);
  sam();
  expect(after(0)).toEqual([]);
  desk.isBehind = false;
  pushes.add();
  expect(after(0)).toEqual(['timeline sam']);
  sam();
  expect(after(0)).toEqual(['timeline sam']);
});

test('a change of work brings along what the screen would ask for, after what has changed in conversations', () => {
  vi.useFakeTimers();
  const told: Push[] = [];
  const work = { work: { offer: null, lastOffer: null, items: [] }, helping: [], call: null };
  const pushes = pushQueue({
    push: push => told.push(push),
    connection: () => CONNECTION,
    work: () => work,
    isBehind: () => false,
    monotonic: () => 0,
  });
  onTestFinished(() => {
    pushes.stop();
    vi.useRealTimers();
  });
  pushes.add({ topic: 'work' }, { topic: 'timeline', customerId: 'sam' });
  vi.advanceTimersByTime(0);
  expect(told).toEqual([
    { topic: 'timeline', customerId: 'sam' },
    { topic: 'work', told: work },
  ]);
});

test('what is found while something is told is told next, and not lost', () => {
  vi.useFakeTimers();
  const told: string[] = [];
  const pushes = pushQueue({
    push: push => told.push(push.topic),
    connection: () => CONNECTION,
    work: () => {
      pushes.add({ topic: 'notices' });
      return undefined;
    },
    isBehind: () => false,
    monotonic: () => 0,
  });
  onTestFinished(() => {
    pushes.stop();
    vi.useRealTimers();
  });
  pushes.add({ topic: 'work' });
  vi.runAllTimers();
  expect(told).toEqual(['work', 'notices']);
});
