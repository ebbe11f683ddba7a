// When the outbox looks again: neither all the time, nor never.
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { openMemoryCache } from '../../electron/core/cache/files/open.ts';
import { openDeskFile } from '../../electron/core/cache/files/open-desk-file.ts';
import { openOutbox } from '../../electron/core/link/outbox.ts';
import { tempFolder } from './support/desk.ts';
import { NOW } from './support/records.ts';

const clock = { now: Date.now, monotonic: Date.now };

function outboxWith(options: Partial<Parameters<typeof openOutbox>[0]>) {
  vi.useFakeTimers({ now: NOW });
  onTestFinished(() => void vi.useRealTimers());
  const { file, close } = openDeskFile(join(tempFolder(), 'o.db'), { now: () => NOW });
  onTestFinished(close);
  const outbox = openOutbox({
    file,
    cache: openMemoryCache().cache,
    clock,
    random: () => 0.5,
    backendNow: Date.now,
    bring: () => null,
    send: () => null,
    changed: () => undefined,
    pause: { firstMs: 1_000, longestMs: 1_000 },
    full: () => undefined,
    ...options,
  });
  onTestFinished(() => outbox.stop());
  return { file, outbox };
}

test('a second answer to an offer whose time is over does not keep the desk awake while the first is under way', () => {
  const sent: string[] = [];
  const { file, outbox } = outboxWith({
    send: () => command => (sent.push(command.id), new Promise(() => undefined)),
  });
  const all = vi.spyOn(file.commands, 'all');
  for (const id of ['first', 'second'])
    outbox.add({
      command: { id, kind: 'offer.accept', params: { offerId: 'o-1', epoch: 1 } },
      customerId: null,
      expiresAt: NOW + 100,
    });
  vi.advanceTimersByTime(200);
  expect(sent).toEqual(['first']);
  all.mockClear();
  vi.advanceTimersByTime(10_000);
  expect(all.mock.calls.length).toBeLessThan(5);
});

test('a pause that ends while the outbox looks who may go is not forgotten', async () => {
  // Every look at the clock takes as long as a pause: whatever is compared with it twice falls between.
  let at = 0;
  const tries: string[] = [];
  const { outbox } = outboxWith({
    clock: { now: Date.now, monotonic: () => (at += 10) },
    pause: { firstMs: 15, longestMs: 15 },
    send: () => async command => {
      tries.push(command.id);
      if (tries.length < 5) throw new Error('cut');
      return { ok: true, entryId: null };
    },
  });
  const note = { workItemId: 'w', customerId: 'c', caseId: null, text: 'n', mentions: [], epoch: 1 };
  outbox.add({ command: { id: 'n-1', kind: 'note.add', params: note } as never, customerId: 'c' });
  await vi.advanceTimersByTimeAsync(1_000);
  expect(tries).toEqual(['n-1', 'n-1', 'n-1', 'n-1', 'n-1']);
});

test('the screen is told once of a command that may go: that it has left', () => {
  const told: string[][] = [];
  let planned: NodeJS.Immediate | undefined;
  const { outbox } = outboxWith({
    send: () => () => new Promise(() => undefined),
    // As pushes are gathered: once for all that changed before.
    changed: () => {
      planned ??= setImmediate(() => {
        planned = undefined;
        told.push(outbox.items().map(({ state }) => state));
      });
    },
  });
  const command = { id: 'a-1', kind: 'offer.accept', params: { offerId: 'o-1', epoch: 1 } } as const;
  outbox.add({ command, customerId: null });
  vi.advanceTimersByTime(50);
  expect(told).toEqual([['sent']]);
});
