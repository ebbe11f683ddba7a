import { expect, onTestFinished, test, vi } from 'vitest';
import { openMemoryCache } from '../../electron/core/cache/files/open.ts';
import { forewordMemory } from '../../electron/core/foreword-memory.ts';
import { readAhead } from '../../electron/core/read-ahead.ts';
import { readAnew, type Reader } from '../../shared/domain/foreword/findings.ts';
import { eventually } from './support/desk.ts';
import { messages, NOW } from './support/records.ts';

function reading(busyMs = 0) {
  const { cache, close } = openMemoryCache();
  const order: string[] = [];
  const findings = vi.fn<Reader['findings']>(entry => {
    if (order.at(-1) !== entry.customerId) order.push(entry.customerId);
    for (const until = performance.now() + busyMs; performance.now() < until;);
    return readAnew.findings(entry);
  });
  const memory = forewordMemory(1_000, { ...readAnew, findings });
  const failed = vi.fn<(error: unknown) => void>();
  const ahead = readAhead({ cache, memory, backendNow: () => NOW, failed });
  onTestFinished(() => {
    ahead.stop();
    close();
  });
  for (const id of ['ada', 'bob', 'cy']) cache.write(() => cache.entries.putMany(messages(id, 40)));
  return { cache, memory, findings, failed, ahead, order };
}

test('whose work is near is read before anybody asks, the newest first, and then known', async () => {
  const { cache, memory, findings, ahead, order } = reading();
  ahead.want(['ada', 'bob']);
  ahead.want(['cy']);
  expect(findings).not.toHaveBeenCalled();
  ahead.start();
  await eventually(() => expect(findings).toHaveBeenCalledTimes(120));
  expect(order).toEqual(['cy', 'bob', 'ada']);
  for (const entry of cache.entries.newest('ada', 40)) memory.findings(entry);
  expect(findings).toHaveBeenCalledTimes(120);
});

test('it reads in steps, so that others come in between', async () => {
  const { findings, ahead } = reading(1);
  ahead.want(['ada', 'bob', 'cy']);
  ahead.start();
  const turns: number[] = [];
  const watch = (): void => {
    turns.push(findings.mock.calls.length);
    if (findings.mock.calls.length < 120) setImmediate(watch);
  };
  watch();
  await eventually(() => expect(findings).toHaveBeenCalledTimes(120));
  const steps = turns.slice(1).map((calls, i) => calls - turns[i]!);
  expect(Math.max(...steps)).toBeLessThanOrEqual(7);
});

test('a cache that cannot be read is told of, and the next start reads on', async () => {
  const { cache, findings, failed, ahead } = reading();
  const newest = vi.spyOn(cache.entries, 'newest').mockImplementationOnce(() => {
    throw new Error('damaged');
  });
  ahead.want(['ada', 'bob']);
  ahead.start();
  await eventually(() => expect(failed).toHaveBeenCalledTimes(1));
  ahead.start();
  await eventually(() => expect(findings).toHaveBeenCalledTimes(40));
  expect(newest).toHaveBeenCalledTimes(2);
});

test('another log makes it forget', async () => {
  const { memory, findings, ahead } = reading();
  ahead.want(['ada']);
  ahead.start();
  await eventually(() => expect(findings).toHaveBeenCalledTimes(40));
  ahead.clear();
  expect(memory.size()).toBe(0);
});
