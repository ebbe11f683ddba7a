// What waits behind a command that is under way is looked at when that one is answered, not all the time until then.
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { openMemoryCache } from '../../electron/core/cache/files/open.ts';
import { openDeskFile } from '../../electron/core/cache/files/open-desk-file.ts';
import { openOutbox } from '../../electron/core/link/outbox.ts';
import { tempFolder } from './support/desk.ts';
import { NOW } from './support/records.ts';

test('a second answer to an offer whose time is over does not keep the desk awake while the first is under way', () => {
  vi.useFakeTimers({ now: NOW });
  onTestFinished(() => void vi.useRealTimers());
  const { file, close } = openDeskFile(join(tempFolder(), 'o.db'), { now: () => NOW });
  onTestFinished(close);
  const all = vi.spyOn(file.commands, 'all');
  const sent: string[] = [];
  const outbox = openOutbox({
    file,
    cache: openMemoryCache().cache,
    clock: { now: Date.now, monotonic: Date.now },
    random: () => 0.5,
    backendNow: Date.now,
    bring: () => null,
    send: () => command => (sent.push(command.id), new Promise(() => undefined)),
    changed: () => undefined,
    pause: { firstMs: 1_000, longestMs: 1_000 },
    full: () => undefined,
  });
  onTestFinished(() => outbox.stop());
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
